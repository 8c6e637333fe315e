"""Small studies of different kinds, by the questions that are asked of them."""

import copy

import pytest

from decision_analysis import study

EXACT = {
    "kind": "study",
    "title": "Exact",
    "criteria": {"x": {}, "y": {}, "z": {}},
    "scale": {"worst": 0, "best": 100},
    "table": {"a": [80, 20, 50], "b": [30, 90, 40], "c": [50, 50, 50], "d": [20, 20, 20]},
    "weights": {"x": 5, "y": 3, "z": 2},
}
"""One decision maker, numbers and weights without any range."""

FRIENDS = {
    "kind": "study",
    "title": "Where three friends eat",
    "criteria": {"food": {}, "price": {"goal": "min", "unit": "EUR"}},
    "scale": {"worst": 0, "best": 100},
    "table": {
        "home": [{"low": 30, "base": 40, "high": 60}, 10],
        "inn": [{"low": 50, "base": 60, "high": 80}, 45],
        "star": [{"low": 80, "base": 95, "high": 100}, {"low": 70, "base": 90, "high": 95}],
    },
    "stakeholders": {
        "Ann": {"weights": {"order": "food > price"}},
        "Bea": {
            "weights": {"food": 9, "price": 1},
            "constraints": [{"criterion": "price", "at_most": 80}],
        },
        "Cy": {"weights": {"order": "price > food"}},
    },
    "decides": "Ann",
    "simulation": {"samples": 2000, "seed": 3},
}
"""Three people, of whom one has a limit; numbers with ranges."""


@pytest.fixture
def exact():
    return copy.deepcopy(EXACT)


@pytest.fixture
def friends():
    return copy.deepcopy(FRIENDS)


@pytest.fixture
def ask():
    """Return a function that asks one question of a study document; None without an answer."""

    def asked(document, question):
        sections = study.from_dict(document).analyze(questions=[question]).sections
        return sections[0] if sections else None

    return asked

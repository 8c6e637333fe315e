"""Many alternatives that a model is learned from: refused, or read at once."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.learning._statements import Statement, refuse_conflict

LABELS = [f"a{i}" for i in range(30_000)]
MANY = DecisionTable(np.arange(30_000.0)[:, None], ["c"], LABELS)


@pytest.mark.parametrize("ranking", [LABELS[::-1], {a: 30_000 - i for i, a in enumerate(LABELS)}])
@pytest.mark.parametrize(
    ("learn", "options"),
    [
        (mcda.uta, {"breakpoints": 2}),
        (mcda.utastar, {"breakpoints": 2}),
        (mcda.identify_capacity, {}),
    ],
)
def test_rankings_of_too_many_are_refused(learn, options, ranking):
    with pytest.raises(InvalidInputError, match=r"ranking must name at most 5,000 .*; got 30,000$"):
        learn(MANY, ranking=ranking, **options)


def test_classes_of_too_many_are_refused():
    classes = {"bad": LABELS[:15_000], "good": LABELS[15_000:]}
    with pytest.raises(InvalidInputError, match=r"classes must name at most 5,000 .*; got 30,000$"):
        mcda.utadis(MANY, classes=classes, breakpoints=2)


def test_pairs_of_too_many_are_refused():
    with pytest.raises(InvalidInputError, match=r"at most 500 .* are compared; got 30,000$"):
        mcda.robust_ordinal_regression(MANY, preferences=[])


def test_few_are_learned_from_beside_many():
    found = mcda.uta(MANY, ranking=["a29999", "a15000", "a0"], breakpoints=2)
    assert found.parameters["ranking"] == {"a29999": 1, "a15000": 2, "a0": 3}
    assert found.best == "a29999"


def test_a_conflict_of_three_is_found_among_many_by_few_programs():
    statements = [Statement("preference", (i, i + 1), f"s{i}") for i in range(1_000)]
    asked = []

    def widest(some):
        asked.append(len(some))
        return -1.0 if {"s10", "s500", "s900"} <= {one.text for one in some} else 1.0

    with pytest.raises(InvalidInputError, match=r"these 3 statements .*: s10; s500; s900"):
        refuse_conflict(statements, widest, "")
    assert len(asked) < 50

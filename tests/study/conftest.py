"""A small complete study document, and the flagship's."""

import copy

import pytest

SMALL = {
    "kind": "study",
    "format": 1,
    "title": "Where to eat",
    "notice": "Made up.",
    "source": "Nobody",
    "statements": {"S1": "We are hungry."},
    "criteria": {
        "Food": {"taste": {"goal": "max", "description": "How good", "source": ["S1"]}},
        "Money": {"price": {"goal": "min", "description": "What we pay", "source": ["S1"]}},
    },
    "alternatives": {
        "home": {"description": "Cook", "source": ["S1"]},
        "out": {"description": "Go", "source": ["S1"]},
    },
    "judgements": {
        "home": {
            "taste": {"low": 20, "base": 40, "high": 70, "source": ["S1"], "rationale": "depends"},
            "price": {"low": 5, "base": 10, "high": 20, "source": ["S1"], "rationale": "cheap"},
        },
        "out": {
            "taste": {"low": 40, "base": 75, "high": 95, "source": ["S1"], "rationale": "a cook"},
            "price": {"low": 40, "base": 60, "high": 90, "source": ["S1"], "rationale": "dear"},
        },
    },
    "parameters": {
        "p_open": {"low": 0.5, "base": 0.8, "high": 0.95, "source": ["S1"], "rationale": "Monday"},
        "walk": {"base": 4, "source": ["S1"], "rationale": "ten minutes"},
    },
    "derived": {"p_shut": "1 - p_open"},
    "stakeholders": {
        "me": {
            "description": "I",
            "weights": {"order": "taste > price"},
            "source": ["S1"],
            "rationale": "hungry",
        },
        "you": {
            "description": "You",
            "weights": {"swing": {"taste": 40, "price": 100}},
            "constraints": [
                {"criterion": "price", "at_most": 50, "source": ["S1"], "rationale": "purse"}
            ],
            "source": ["S1"],
            "rationale": "broke",
        },
    },
    "decides": "me",
    "methods": {
        "promethee_ii": {"preference": {"type": "linear", "indifference": 5, "preference": 30}},
        "electre_iii": {"indifference": 5, "preference": 15, "veto": {"price": 60}},
    },
    "tree": {
        "decision": "dinner",
        "options": {
            "home": {"terminal": {"taste": 40, "price": 10}},
            "out": {
                "chance": "kitchen",
                "payoff": {"taste": 0, "price": "walk"},
                "outcomes": {
                    "open": {
                        "probability": "p_open",
                        "then": {"terminal": {"taste": 75, "price": 60}},
                    },
                    "shut": {
                        "probability": "p_shut",
                        "then": {"terminal": {"taste": 10, "price": 0}},
                    },
                },
            },
        },
    },
    "risk_tolerance": [20],
    "simulation": {"samples": 500, "seed": 1},
    "evidence": [],
}


@pytest.fixture
def document():
    return copy.deepcopy(SMALL)

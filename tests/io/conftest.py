"""Documents of every kind for the tests of this folder."""

import copy

import pytest

STUDY = {
    "kind": "study",
    "format": 1,
    "title": "Where to go",
    "notice": "Every number is an illustrative judgement",
    "source": "A travel guide",
    "statements": {"S1": "The coast is far", "S2": "Hills are steep"},
    "scale": {"worst": 0, "best": 100, "unit": "points", "description": "0 is the worst trip"},
    "criteria": {
        "Joy": {
            "view": {"goal": "max", "description": "What one sees", "source": ["S1"]},
            "rest": {
                "goal": "max",
                "description": "Quiet",
                "source": ["S2"],
                "unit": "h",
                "worst": 0,
                "best": 24.5,
            },
        },
        "Effort": {"cost": {"goal": "min", "description": "What it costs", "source": ["S1", "S2"]}},
    },
    "alternatives": {
        "coast": {"description": "By the sea", "source": ["S1"]},
        "hills": {"description": "Up there", "source": ["S2"]},
    },
    "judgements": {
        "coast": {
            "view": {
                "low": 10,
                "base": 40,
                "high": 60,
                "source": ["S1"],
                "rationale": "Fog",
                "by": "A",
                "date": "May",
            }
        },
        "hills": {
            "cost": {"low": 0.5, "base": 1, "high": 1e1, "source": ["S2"], "rationale": "Free"}
        },
    },
    "parameters": {
        "p_sun": {
            "low": 0.1,
            "base": 0.5,
            "high": 0.9,
            "unit": "-",
            "source": ["S1"],
            "rationale": "Even odds",
        },
        "fare": {
            "base": 5,
            "source": ["S1"],
            "rationale": "Printed",
            "by": "B",
            "date": "2024-09-14",
        },
    },
    "predictions": {
        "crowd": {
            "party": "others",
            "criteria": {"cost": "min", "fame": "max"},
            "alternatives": {"come": {"cost": 1, "fame": 2}, "stay": {"cost": 0, "fame": 0}},
            "spread": 0.5,
            "weights": ["cost > fame"],
            "gives": {"come": "p_crowd"},
            "source": ["S1"],
            "rationale": "Fame draws",
        }
    },
    "derived": {"p_rain": "1 - p_sun"},
    "fragments": {"anything": [1, {"goes": None}]},
    "stakeholders": {
        "anna": {
            "description": "Walks",
            "weights": {"order": "view > rest > cost", "bounds": {"view": [0.2, 0.9]}},
            "constraints": [
                {"criterion": "cost", "at_most": 50, "source": ["S1"], "rationale": "Purse"}
            ],
            "source": ["S2"],
            "rationale": "Says so",
        },
        "ben": {
            "description": "Swims",
            "weights": {"swing": {"view": 100, "rest": 50, "cost": 0}},
            "source": ["S1"],
            "rationale": "Asked",
        },
        "cleo": {
            "description": "Sleeps",
            "weights": {"direct": {"view": 0.1, "rest": 0.8, "cost": 0.1}},
            "source": ["S1"],
            "rationale": "Asked",
        },
    },
    "decides": "anna",
    "methods": {
        "promethee_ii": {"preference": {"type": "linear", "indifference": 5, "preference": 30}},
        "electre_iii": {
            "indifference": 5,
            "preference": {"view": 10, "rest": {"slope": 0.1, "intercept": 1}},
            "veto": {"cost": 45},
            "distillation": [-0.15, 0.3],
        },
        "topsis": {"normalization": "minmax"},
    },
    "tree": {
        "decision": "go",
        "options": {
            "no": 0,
            "yes": {
                "chance": "sun",
                "payoff": {"cost": "fare + 1"},
                "outcomes": {
                    "sun": {"probability": "p_sun", "then": {"terminal": {"view": 10, "cost": 0}}},
                    "rain": {"probability": "rest", "then": {"view": "5 * p_rain", "cost": 0}},
                },
            },
        },
    },
    "risk_tolerance": [10, 25.0],
    "simulation": {"samples": 100, "seed": 0},
    "evidence": [
        {
            "date": "2024-09-14",
            "statement": "Clouds",
            "source": ["S1"],
            "kind": "revision",
            "judgement": ["coast", "view"],
            "low": 5,
            "base": 30,
            "high": 55,
            "rationale": "Seen",
        },
        {
            "date": "day 2",
            "statement": "More clouds",
            "source": ["S1"],
            "kind": "likelihood",
            "parameter": "p_sun",
            "likelihood": {"true": 0.2, "false": 0.6},
            "rationale": "Seen",
        },
    ],
}

TREE = {
    "kind": "tree",
    "format": 1,
    "tree": {
        "decision": "drill",
        "payoff": [0, 1],
        "options": {
            "no": 0,
            "sell": {"terminal": [3, 4]},
            "yes": {
                "chance": "oil",
                "payoff": -1.5,
                "outcomes": {
                    "dry": {"probability": [0.5, 0.25], "then": [1, 2]},
                    "wet": {"probability": "rest", "then": {"terminal": 2}},
                },
            },
        },
    },
}

TABLE = {
    "kind": "table",
    "format": 1,
    "criteria": {
        "price": {"goal": "min", "unit": "EUR", "description": "To pay"},
        "comfort": {"goal": "max"},
    },
    "alternatives": {
        "city": {"price": 14, "comfort": 4.1},
        "estate": {"price": [[18]], "comfort": [[3.9], [4]]},
    },
}

PARAMETERS = {
    "kind": "parameters",
    "format": 1,
    "parameters": {
        "p": {
            "low": 0.3,
            "base": 0.5,
            "high": 0.6,
            "unit": "-",
            "source": "Survey",
            "rationale": "Asked",
        },
        "cost": {"base": 3, "distribution": {"family": "norm", "args": [3, 2]}},
        "count": {"base": 2, "distribution": {"family": "binom", "kwds": {"n": 10, "p": 0.2}}},
    },
}

DIAGRAM = {
    "kind": "diagram",
    "format": 1,
    "nodes": [
        {"uncertain": "oil", "states": ["dry", "wet"], "probabilities": {"dry": 0.6, "wet": 0.4}},
        {
            "uncertain": "test",
            "states": ["good", "bad"],
            "probabilities": [[0.2, 0.8], [0.9, 0.1]],
            "given": ["oil"],
        },
        {"choice": "drill", "options": ["yes", "no"], "knows": ["test"]},
        {"choice": "sell", "options": ["now"]},
        {
            "value": "profit",
            "payoffs": {"dry": {"yes": -70, "no": 0}, "wet": {"yes": 200, "no": 0}},
            "of": ["oil", "drill"],
        },
        {"value": "fee", "payoffs": -5},
    ],
}


@pytest.fixture
def documents():
    """Return a valid document of every kind, by kind; the tests may change them."""
    return copy.deepcopy(
        {"study": STUDY, "tree": TREE, "table": TABLE, "diagram": DIAGRAM, "parameters": PARAMETERS}
    )

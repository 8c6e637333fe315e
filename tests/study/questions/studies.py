"""Small studies whose answers are worked out by hand."""

from decision_analysis import study as studies

TABLE = {
    "kind": "study",
    "title": "Two and a third",
    "scale": {"worst": 0, "best": 10},
    "criteria": ["a", "b"],
    "table": {
        "x": [{"low": 2, "base": 5, "high": 9, "source": "a test", "by": "Ann"}, 5],
        "y": [4, {"low": 4, "base": 6, "high": 8}],
        "z": [{"low": 0, "base": 1, "high": 2}, 0],
    },
    "weights": {"a": 60, "b": 40},
    "simulation": {"samples": 4096, "seed": 1},
}
"""x is worth 6 a + 20 = 50 points, y 24 + 4 b = 48: x loses below a = 4 2/3, y wins above 6.5."""

TREE = {
    "kind": "study",
    "title": "Drill",
    "unit": "kUSD",
    "parameters": {"p_dry": {"low": 0.3, "base": 0.5, "high": 0.7}, "cost": 70},
    "tree": {
        "decision": "drill?",
        "options": {
            "drill": {
                "chance": "oil",
                "outcomes": {
                    "dry": {"probability": "p_dry", "then": "-1 * cost"},
                    "wet": {"probability": "rest", "then": 100},
                },
            },
            "walk away": 0,
        },
    },
    "simulation": {"samples": 2048, "seed": 1},
}
"""Drilling is worth 100 - 170 p: 15 at the base, and nothing at p = 10 / 17."""


def asked(document, *questions):
    return studies.analyze(studies.from_dict(document), questions=questions)


def block(analysis, start):
    """Return the rows of the one table whose caption begins so, by their first cell."""
    found = [b for s in analysis.sections for b in s.blocks if b.caption.startswith(start)]
    assert len(found) == 1, [b.caption for s in analysis.sections for b in s.blocks]
    return {row[0]: dict(zip(found[0].headers, row, strict=True)) for row in found[0].rows}

"""How judged numbers are named in a sentence."""

import pytest

from decision_analysis import study as studies
from decision_analysis.study.questions._spoken import spoken


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a: b: price", "b: price of a"),
        ("a: b: style: old", "style: old of a: b"),
        ("p: q", "p: q"),
        ("rain", "rain"),
    ],
)
def test_a_cell_is_named_criterion_first(name, said):
    made = studies.from_dict(
        {
            "kind": "study",
            "title": "Colons in labels",
            "criteria": {"b: price": {}, "style: old": {}},
            "table": {"a": [1, 2], "a: b": [2, 1]},
            "weights": {"b: price": 1, "style: old": 1},
        }
    )
    assert spoken(made, name) == said

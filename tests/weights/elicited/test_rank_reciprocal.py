"""Rank-reciprocal weights: the formula and names; refusals stand with rank sum."""

import pytest

from decision_analysis import weights


def test_the_formula_and_names():
    found = weights.rank_reciprocal(["a", "b", "c"]).as_dict()
    assert found == pytest.approx({"a": 6 / 11, "b": 3 / 11, "c": 2 / 11})

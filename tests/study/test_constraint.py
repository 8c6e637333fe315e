"""Limits that no weight can buy off, to within rounding."""

import pytest

import decision_analysis as da
from decision_analysis import study as studies
from decision_analysis.errors import InvalidInputError


def test_a_limit_is_kept_by_what_misses_it_by_rounding():
    table = da.DecisionTable([[0.1 + 0.2], [0.3], [0.3 + 1e-9]], ["risk"], ["a", "b", "c"])
    assert studies.Constraint("risk", "at_most", 0.3).allows(table).tolist() == [True, True, False]
    assert studies.Constraint("risk", "at_least", 0.1 + 0.2).allows(table).tolist() == [
        True,
        True,
        True,
    ]
    zero = table.with_values([[0.3 - 0.1 - 0.2], [1.0], [-1e-9]])
    assert studies.Constraint("risk", "at_least", 0).allows(zero).tolist() == [True, True, False]


@pytest.mark.parametrize("limit", [float("nan"), float("inf"), "0.3", None, True])
def test_a_limit_is_a_finite_number(limit):
    with pytest.raises(InvalidInputError, match="constraint on 'risk': limit must be"):
        studies.Constraint("risk", "at_most", limit)

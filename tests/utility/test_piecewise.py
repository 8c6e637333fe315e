"""`utility.piecewise`: an expectation at an end of the elicited range."""

import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError


def test_an_expectation_that_misses_an_end_of_the_elicited_range_by_rounding_is_at_it():
    u = utility.piecewise([0, 0.3], [-0.3, 0])
    assert float(u(0.1 + 0.2)) == 0
    assert float(u.inverse(-0.1 - 0.2)) == 0
    with pytest.raises(InvalidInputError, match=r"payoffs must be in \[0, 0.3\]"):
        u(0.3 + 1e-10)

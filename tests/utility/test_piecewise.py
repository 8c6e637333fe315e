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


def test_beyond_either_end_nothing_is_known_of_payoffs_or_utilities():
    u = utility.piecewise([-100, 0, 400], [0, 0.5, 1])
    for end, beyond in ((400, 400.001), (-100, -100.001)):
        assert float(u(end)) in (0, 1)
        with pytest.raises(InvalidInputError, match=r"payoffs must be in \[-100, 400\]"):
            u(beyond)
    for beyond in (1.001, -0.001):
        with pytest.raises(InvalidInputError, match=r"utilities must be in \[0, 1\]"):
            u.inverse(beyond)


def test_points_whose_range_is_no_number_are_refused():
    with pytest.raises(InvalidInputError, match=r"x must have a range below 1.8e\+308; got -1.7e"):
        utility.piecewise([-1.7e308, 1.7e308], [0, 1])
    with pytest.raises(InvalidInputError, match="u must have a range below"):
        utility.piecewise([0, 1], [-1.7e308, 1.7e308])
    assert float(utility.piecewise([0, 1.7e308], [0, 1])(0.85e308)) == pytest.approx(0.5)


@pytest.mark.parametrize(("x", "u"), [([0, 1e-310, 1], [0, 0.5, 1]), ([0, 0.5, 1], [0, 1e-310, 1])])
def test_points_too_near_for_a_slope_either_way_are_refused(x, u):
    steep = "x" if x[1] < 0.5 else "u"
    message = rf"^utility.piecewise\(\): {steep} must be far enough apart .* 0 followed by 1e-310$"
    with pytest.raises(InvalidInputError, match=message):
        utility.piecewise(x, u)

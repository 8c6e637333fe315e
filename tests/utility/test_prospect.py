"""`utility.prospect`: the parameters of 1992."""

import pytest

from decision_analysis import utility


def test_prospect_parameters_of_1992():
    """Tversky and Kahneman (1992): exponents 0.88, loss aversion 2.25."""
    u = utility.prospect()
    assert u(1) == 1
    assert u(-1) == -2.25
    assert u(-100) == pytest.approx(-2.25 * 100**0.88)
    assert utility.prospect(reference_point=10)(10) == 0

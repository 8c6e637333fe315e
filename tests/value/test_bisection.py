"""`value.bisection`: the five levels, refusals."""

import numpy as np
import pytest

from decision_analysis import value
from decision_analysis.errors import InvalidInputError


def test_bisection():
    v = value.bisection(60, 42, 30, 20, 10)
    np.testing.assert_allclose(
        v([60, 42, 30, 20, 10, 36]), [0, 0.25, 0.5, 0.75, 1, 0.375], atol=1e-15
    )
    assert v.increasing is False
    assert value.bisection(0, 1, 3, 6, 10).increasing is True
    assert value.bisection(0, 1, 3, 6, 10, outside="clip")(99) == 1
    with pytest.raises(InvalidInputError, match=r"worst, quarter, half.* got 42 followed by 50"):
        value.bisection(60, 42, 50, 20, 10)
    with pytest.raises(InvalidInputError, match="three_quarter must be a number; got None"):
        value.bisection(60, 42, 30, None, 10)

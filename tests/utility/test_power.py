"""`utility.power`: continuous through a risk aversion of 1."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import utility


@given(st.floats(0.01, 1e4), st.floats(1e-9, 1e-7))
def test_power_is_continuous_through_one(x, gap):
    middle = math.log(x)
    for g in (1 - gap, 1 + gap):
        assert utility.power(g)(x) == pytest.approx(middle, abs=100 * gap)

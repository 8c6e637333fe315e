"""`utility.exponential`: its published scale, the risk tolerance as a field."""

import math

import numpy as np

from decision_analysis import utility


def test_risk_tolerance_is_readable():
    assert utility.exponential(50).risk_tolerance == 50


def test_published_scale_of_exponential():
    """u = 1 - exp(-x/1000), McNamee and Celona (2001), chapter 5."""
    np.testing.assert_allclose(
        utility.exponential(1000)([0, 1000]), [0, 1 - math.exp(-1)], rtol=1e-15
    )

"""Inversion of non-decreasing functions: against known inverses."""

import numpy as np

from decision_analysis.beliefs._invert import invert


def test_inversion_of_hard_functions():
    targets = np.linspace(0.05, 0.95, 19)
    low, high = np.full(19, -50.0), np.full(19, 1e6)
    for function, inverse in [
        (lambda x: np.clip(x, 0, 1) ** 9, lambda y: y ** (1 / 9)),
        (lambda x: (x > 0.3).astype(float), lambda y: np.full(y.shape, 0.3)),
        (lambda x: 1 / (1 + np.exp(-np.clip(x, -700, 700))), lambda y: np.log(y / (1 - y))),
    ]:
        np.testing.assert_allclose(
            invert(function, targets, low, high), inverse(targets), rtol=1e-12, atol=1e-12
        )

"""Order weights of maximum entropy: orness to 1e-12, the closed form, ends and batches."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError

DEGREES = np.array([0, 1e-300, 1e-9, 0.1, 0.3, 0.5, 0.50001, 0.9, 1 - 1e-9, 1])


@pytest.mark.parametrize("n", [2, 3, 10, 1000])
def test_orness_is_met_to_1e_12(n):
    found = weights.owa_maximum_entropy(n, DEGREES).weights
    np.testing.assert_allclose(found @ np.linspace(1, 0, n), DEGREES, rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-14)
    # geometric, which the optimum is
    inside = found[3:8]
    ratios = inside[:, 1:] / inside[:, :-1]
    np.testing.assert_allclose(ratios, ratios[:, :1] * np.ones(n - 1), rtol=1e-9)
    np.testing.assert_allclose(found[0], found[-1][::-1])


def test_the_equation_of_the_source_holds():
    n, a = 5, 0.6
    first = weights.owa_maximum_entropy(n, a).weights[0]
    left = first * ((n - 1) * a + 1 - n * first) ** n
    right = ((n - 1) * a) ** (n - 1) * (((n - 1) * a - n) * first + 1)
    assert left == pytest.approx(right, rel=1e-11)


@pytest.mark.parametrize(
    ("n", "orness", "message"),
    [
        (1, 0.5, "n must be at least 2"),
        (3, 1.2, r"orness must be in \[0, 1\]"),
        (3, [0.2, -0.1], r"orness must be in \[0, 1\] in each sample; got -0\.1"),
        (3, [], "in each sample; got none"),
    ],
)
def test_what_is_refused(n, orness, message):
    with pytest.raises(InvalidInputError, match=message):
        weights.owa_maximum_entropy(n, orness)

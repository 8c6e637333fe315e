"""RANCOM: strict rankings, draws and batches, and what is refused."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_a_strict_ranking():
    n = 5
    above = np.triu(np.ones((n, n)), 1) + 0.5 * np.eye(n)
    ranks = np.arange(1, n + 1)
    np.testing.assert_allclose(weights.rancom(above).weights, (2 * n + 1 - 2 * ranks) / n**2)


def test_draws_and_batches():
    batch = weights.rancom(np.stack([np.full((2, 2), 0.5), [[0.5, 1], [0, 0.5]]]))
    np.testing.assert_allclose(batch.weights, [[0.5, 0.5], [0.75, 0.25]])
    assert weights.rancom([[0.5]]).weights.tolist() == [1]


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[0.5, 0.7], [0.3, 0.5]], "must be 0, 0.5 or 1; got 0.7"),
        ([[1, 1], [0, 1]], "'1' and '1' must be 0.5 on the diagonal; got 1"),
        ([[0.5, 1], [1, 0.5]], "must be 1 minus its mirror image; got 1"),
    ],
)
def test_what_is_refused(matrix, message):
    with pytest.raises(InvalidInputError, match=r"^rancom\(\): .*" + message):
        weights.rancom(matrix)

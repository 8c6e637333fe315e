"""DEMATEL: the sum of powers, options, batches and labels, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError

DIRECT = np.array([[0, 3, 2], [1, 0, 4], [0, 1, 0]])


def test_total_influence_is_the_sum_of_powers():
    result = weights.dematel(DIRECT)
    normalized = DIRECT / 6  # the largest sum is a column's, and rows alone have 5
    powers = sum(np.linalg.matrix_power(normalized, k) for k in range(1, 200))
    np.testing.assert_allclose(result.total, powers, rtol=1e-12)
    np.testing.assert_allclose(result.prominence, powers.sum(axis=0) + powers.sum(axis=1))
    np.testing.assert_allclose(result.relation.sum(), 0, atol=1e-14)
    assert result.threshold == pytest.approx(powers.mean())
    assert result.influences.sum() == (powers > powers.mean()).sum()
    by_rows = weights.dematel(DIRECT, normalization="rows", weighting="prominence", threshold=1)
    assert not by_rows.equals(result)
    np.testing.assert_allclose(
        by_rows.weights, by_rows.prominence / by_rows.prominence.sum(), rtol=1e-14
    )
    assert by_rows.influences.tolist() == (by_rows.total > 1).tolist()


def test_batches_and_labels():
    batch = weights.dematel(np.stack([DIRECT, DIRECT.T]))
    assert batch.at(1).equals(weights.dematel(DIRECT.T))
    names = ["a", "b", "c"]
    frame = pd.DataFrame(DIRECT, names, names)
    turned = weights.dematel(frame.loc[["c", "a", "b"]])
    assert turned.as_dict() == pytest.approx(weights.dematel(DIRECT, names=names).as_dict())


@pytest.mark.parametrize(
    ("direct", "message"),
    [
        ([[0, -1], [1, 0]], "direct of '1' and '2' must not be negative; got -1"),
        ([[1, 1], [1, 0]], "direct of '1' and '1' must be 0 on the diagonal"),
        ([[0, 0], [0, 0]], "direct must have an influence that is not 0"),
        ([[0, 1], [1, 0]], "direct must have influences that die out"),
        ([[0, 1]], r"direct must have shape \(..., n, n\)"),
    ],
)
def test_what_is_refused(direct, message):
    with pytest.raises(InvalidInputError, match=r"^dematel\(\): .*" + message):
        weights.dematel(direct)

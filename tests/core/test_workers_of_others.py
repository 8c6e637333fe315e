"""Joblib's processes and Dask's cluster answer as one thread does, even if one is lost."""

import distributed
import numpy as np
import pytest
from joblib.externals import loky

from decision_analysis.core import _chunks
from lost_worker import N, Once, draw


@pytest.fixture(scope="module")
def expected():
    return list(_chunks.run(draw, N))


@pytest.mark.slow
def test_loky_answers_the_same():
    pool = loky.get_reusable_executor(max_workers=2)
    try:
        found = list(_chunks.run(draw, N, workers=pool))
    finally:
        pool.shutdown(kill_workers=True)
    np.testing.assert_array_equal(found, list(_chunks.run(draw, N)))


@pytest.mark.slow
def test_dask_recovers_the_work_of_a_killed_worker(tmp_path, expected):
    """Data that were sent ahead to it are lost too, which Dask alone cannot recover."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert list(_chunks.run(Once(tmp_path, 9), N, workers=client)) == expected
    assert (tmp_path / "killed").exists()

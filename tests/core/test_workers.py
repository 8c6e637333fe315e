"""Jobs of several chunks, and workers that are lost: the answer stays the same."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from decision_analysis import errors
from decision_analysis._limits import CHUNK
from decision_analysis.core import _chunks
from lost_worker import N, Once, draw


def always(chunk, rows):
    os.kill(os.getpid(), signal.SIGKILL)


class Pool:
    """An executor that computes here, counts its jobs and loses those that it is told to."""

    def __init__(self, lost=()):
        self.jobs, self.lost = [], set(lost)

    def submit(self, function, *arguments):
        future = Future()
        self.jobs.append(len(arguments[0]))
        if len(self.jobs) in self.lost:
            future.set_exception(CancelledError("the worker is gone"))
        else:
            future.set_result(function(*arguments))
        return future


@pytest.fixture(scope="module")
def expected():
    return list(_chunks.run(draw, N))


def test_jobs_grow_where_chunks_are_quick_and_much_may_be_held(expected):
    for batch, largest in [(CHUNK, 1), (8 * CHUNK, 1), (16 * CHUNK, 2)]:
        pool = Pool()
        assert list(_chunks.run(draw, N, batch=batch, workers=pool)) == expected
        assert max(pool.jobs) == largest
        assert sum(pool.jobs) == len(expected)


class Summing:
    """A task without data of its own, whose answers are small."""

    sums = True

    def cut(self, chunk, rows):
        return self

    __call__ = staticmethod(draw)


def test_jobs_that_hold_no_rows_are_as_large_as_they_are_quick(expected):
    pool = Pool()
    assert list(_chunks.run(Summing(), N, workers=pool)) == expected
    # 8 at first, then an eighth of what is left, which gets smaller
    assert pool.jobs[:8] == [1] * 8
    assert pool.jobs[8:] == sorted(pool.jobs[8:], reverse=True)
    assert pool.jobs[8] == (len(expected) - 1) // 8


def test_a_slow_chunk_is_a_job():
    pool = Pool()

    def slow(chunk, rows):
        time.sleep(0.06)
        return chunk

    assert list(_chunks.run(slow, 12 * CHUNK, batch=10**7, workers=pool)) == [*range(12)]
    assert set(pool.jobs) == {1}


def test_a_job_whose_worker_is_lost_runs_again(expected):
    pool = Pool(lost={1, 2, 7, 12, 13})
    assert list(_chunks.run(draw, N, workers=pool)) == expected
    assert sum(pool.jobs) == len(expected) + 5


def test_a_job_that_loses_every_worker_is_given_up():
    pool = Pool(lost=range(10**6))
    with pytest.raises(errors.LostWorkerError, match=r"4 in a row were lost with the samples from"):
        list(_chunks.run(draw, N, workers=pool))


def spawned(count=2):
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture
def children():
    """Return the processes that other tests have left."""
    return set(multiprocessing.active_children())


def started(before):
    """Return the processes that are there now and were not before."""
    return set(multiprocessing.active_children()) - before


@pytest.mark.slow
def test_what_a_killed_process_had_in_work_runs_again(tmp_path, expected, children):
    with spawned() as pool, pytest.warns(errors.LostWorkerWarning, match="runs again"):
        assert list(_chunks.run(Once(tmp_path, 9), N, workers=pool)) == expected
    assert not started(children)


@pytest.mark.slow
def test_a_task_that_kills_every_process_is_given_up(children):
    with (
        spawned(1) as pool,
        pytest.warns(errors.LostWorkerWarning),
        pytest.raises(errors.LostWorkerError, match="perhaps for want of memory") as caught,
    ):
        list(_chunks.run(always, N, batch=1, workers=pool))
    assert isinstance(caught.value.__cause__, BrokenProcessPool)
    assert not started(children)


@pytest.mark.slow
def test_a_pool_that_broke_before_is_replaced(expected, children):
    """As by the first pass of an analysis, after which there comes a second."""
    with spawned(1) as pool:
        with pytest.raises(BrokenProcessPool):
            pool.submit(always, 0, 0).result()
        with pytest.warns(errors.LostWorkerWarning, match="runs again in new processes"):
            assert list(_chunks.run(draw, N, workers=pool)) == expected
    assert not started(children)

"""The loop over chunks: same answers, in the same order, whoever computes them; BLAS held at one thread."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
import threadpoolctl

from decision_analysis.core import _chunks
from decision_analysis.errors import InvalidInputError

N = 3 * _chunks.CHUNK + 5


def draw(chunk, rows):
    return _chunks.stream(17, "test", chunk).random(rows).sum()


def blas_threads(chunk, rows):
    return max(p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas")


@pytest.mark.parametrize("batch", [1, _chunks.CHUNK, 2 * _chunks.CHUNK, 10**9])
@pytest.mark.parametrize("workers", [None, 1, 3, map])
def test_answers_do_not_depend_on_workers_or_batch(workers, batch):
    expected = [draw(0, _chunks.CHUNK), draw(1, _chunks.CHUNK), draw(2, _chunks.CHUNK), draw(3, 5)]
    assert list(_chunks.run("f()", draw, N, batch=batch, workers=workers)) == expected


def test_executors_are_used_as_they_are():
    expected = list(_chunks.run("f()", draw, N))
    with ThreadPoolExecutor(2) as pool:
        assert list(_chunks.run("f()", draw, N, workers=pool)) == expected
        assert pool.submit(os.getpid).result() == os.getpid()


@pytest.mark.slow
def test_processes_give_the_same_and_hold_blas_at_one_thread():
    with ProcessPoolExecutor(2) as pool:
        assert list(_chunks.run("f()", draw, N, workers=pool)) == list(_chunks.run("f()", draw, N))
        assert set(_chunks.run("f()", blas_threads, N, workers=pool)) == {1}


@pytest.mark.parametrize("workers", [None, 2])
def test_blas_is_limited_during_a_run_and_restored_after(workers):
    before = blas_threads(0, 0)
    assert set(_chunks.run("f()", blas_threads, N, workers=workers)) == {1}
    assert blas_threads(0, 0) == before


def test_streams_differ_by_entropy_tag_and_index():
    draws = {_chunks.stream(*key).random() for key in [(0, "a", 0), (0, "a", 1), (0, "b", 0), (1, "a", 0)]}
    assert len(draws) == 4
    assert _chunks.stream(0, "a", 0).random() == _chunks.stream(0, "a", 0).random()


def test_entropy_of_a_generator_takes_128_bits_once():
    one, two = np.random.default_rng(1), np.random.default_rng(1)
    assert _chunks.entropy("f()", one) == _chunks.entropy("f()", two)
    assert one.random() == two.random()


@pytest.mark.parametrize("arguments", [{"batch": 0}, {"workers": 0}, {"workers": "two"}, {"batch": 1.5}])
def test_bad_requests_are_refused(arguments):
    with pytest.raises(InvalidInputError, match=r"f\(\): (batch|workers) must be"):
        list(_chunks.run("f()", draw, N, **arguments))

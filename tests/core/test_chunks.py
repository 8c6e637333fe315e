"""The loop over chunks: same answers, in the same order, whoever computes them; BLAS held at one
thread."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
import threadpoolctl

from decision_analysis._limits import CHUNK
from decision_analysis.core import _chunks
from decision_analysis.errors import InvalidInputError

N = 3 * CHUNK + 5


def draw(chunk, rows):
    return _chunks.stream(17, "test", chunk).random(rows).sum()


def blas_threads(chunk, rows):
    return max(p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas")


@pytest.mark.parametrize("batch", [1, CHUNK, 2 * CHUNK, 10**9])
@pytest.mark.parametrize("workers", [None, 1, 3, map])
def test_answers_do_not_depend_on_workers_or_batch(workers, batch):
    expected = [draw(0, CHUNK), draw(1, CHUNK), draw(2, CHUNK), draw(3, 5)]
    assert list(_chunks.run(draw, N, batch=batch, workers=workers)) == expected


def test_executors_are_used_as_they_are():
    expected = list(_chunks.run(draw, N))
    with ThreadPoolExecutor(2) as pool:
        assert list(_chunks.run(draw, N, workers=pool)) == expected
        assert pool.submit(os.getpid).result() == os.getpid()


@pytest.mark.slow
def test_processes_give_the_same_and_hold_blas_at_one_thread():
    with ProcessPoolExecutor(2) as pool:
        assert list(_chunks.run(draw, N, workers=pool)) == list(_chunks.run(draw, N))
        assert set(_chunks.run(blas_threads, N, workers=pool)) == {1}


@pytest.mark.parametrize("workers", [None, 2])
def test_blas_is_limited_during_a_run_and_restored_after(workers):
    before = blas_threads(0, 0)
    assert set(_chunks.run(blas_threads, N, workers=workers)) == {1}
    assert blas_threads(0, 0) == before


def test_streams_differ_by_entropy_tag_and_index():
    draws = {
        _chunks.stream(*key).random()
        for key in [(0, "a", 0), (0, "a", 1), (0, "b", 0), (1, "a", 0)]
    }
    assert len(draws) == 4
    assert _chunks.stream(0, "a", 0).random() == _chunks.stream(0, "a", 0).random()


def test_entropy_of_a_generator_takes_128_bits_once():
    one, two = np.random.default_rng(1), np.random.default_rng(1)
    assert _chunks.entropy(one) == _chunks.entropy(two)
    assert one.random() == two.random()


ALLOWED = (
    r"; allowed are None, a number of threads of at least 1, an executor with \.submit\(\) or a"
    r" function like map\(\)"
)


@pytest.mark.parametrize(
    ("workers", "message"),
    [
        ("two", "workers must be an integer; got 'two'" + ALLOWED),
        (2.0, "workers must be an integer; got 2.0" + ALLOWED),
        (True, "workers must be an integer; got True" + ALLOWED),
        (-1, "workers must be at least 1; got -1" + ALLOWED),
        ([2], r"workers must be an integer; got \[2\]" + ALLOWED),
        (object(), "workers must be an integer; got <object .*>" + ALLOWED),
        (
            SimpleNamespace(submit=3),
            r"workers must be an integer; got namespace\(submit=3\)" + ALLOWED,
        ),
        (
            ThreadPoolExecutor,
            "workers must be an integer; got <class .*ThreadPoolExecutor'>" + ALLOWED,
        ),
        (SimpleNamespace(submit=lambda *a: 3), r"must return futures from \.submit\(\); got 3"),
        (SimpleNamespace(submit=lambda: 3), r"must take tasks by \.submit.*TypeError"),
        (
            len,
            r"must answer as map\(\) does, .* got <built-in function len>, which raised TypeError",
        ),
        (dict, r"must answer as map\(\) does, .* got <class 'dict'>, which raised TypeError"),
        (
            sum,
            r"must answer as map\(\) does, .* got <built-in function sum>, which raised TypeError",
        ),
        (
            lambda task, chunks: 3,
            r"must answer as map\(\) does, .*; got 0 answers for 4 chunks from <function",
        ),
    ],
)
def test_workers_of_another_kind_are_told_what_is_allowed(workers, message):
    with pytest.raises(InvalidInputError, match=rf"{message}"):
        list(_chunks.run(draw, N, workers=workers))


def test_a_pool_that_was_shut_down_is_refused():
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(InvalidInputError, match=r"must take tasks .* cannot schedule new futures"):
        list(_chunks.run(draw, N, workers=pool))


def failing(chunk, rows):
    raise TypeError("unsupported operand")


@pytest.mark.parametrize("workers", [None, 2, map])
def test_an_error_of_the_task_is_the_tasks(workers):
    for task in (failing, lambda chunk, rows: failing(chunk, rows)):
        with pytest.raises(TypeError, match="unsupported operand"):
            list(_chunks.run(task, N, workers=workers))


@pytest.mark.slow
def test_an_error_in_another_process_is_the_tasks():
    with (
        ProcessPoolExecutor(1) as pool,
        pytest.raises(TypeError, match="unsupported operand"),
    ):
        list(_chunks.run(failing, N, workers=pool))


@pytest.mark.slow
def test_what_cannot_be_sent_to_another_process_is_named():
    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool,
        pytest.raises(InvalidInputError, match=r"can be pickled, .*lambda"),
    ):
        list(_chunks.run(lambda chunk, rows: rows, N, workers=pool))


@pytest.mark.parametrize(
    "arguments", [{"batch": 0}, {"workers": 0}, {"workers": "two"}, {"batch": 1.5}]
)
def test_bad_requests_are_refused(arguments):
    with pytest.raises(InvalidInputError, match=r"(batch|workers) must be"):
        list(_chunks.run(draw, N, **arguments))

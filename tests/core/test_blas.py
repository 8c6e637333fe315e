"""One BLAS thread inside, as before afterwards: whoever enters, whoever leaves last, whatever
happens."""

import subprocess
import sys
import threading

import pytest
import threadpoolctl

from decision_analysis._limits import CHUNK
from decision_analysis.core import _blas, _chunks

N = 3 * CHUNK


def counts():
    return [p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"]


def set_to(count):
    """Set the libraries here, as any user could, whichever thread of ours set them before."""
    for library in threadpoolctl.ThreadpoolController().select(user_api="blas").lib_controllers:
        _blas._set(library, count)


@pytest.fixture(autouse=True)
def three_threads():
    before = counts()
    set_to(3)
    yield
    set_to(before[0])


def three():
    return [3] * len(counts())


def in_thread(function):
    """Run a function in a thread of its own and return its answer."""
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    return found[0]


def inside():
    with _chunks.blas_limit():
        return max(counts())


def test_a_second_thread_is_limited_too():
    assert inside() == 1
    assert in_thread(inside) == 1
    assert counts() == three()


def test_a_second_thread_is_limited_where_the_first_set_the_libraries_itself():
    limits = threadpoolctl.threadpool_limits(2, user_api="blas")
    assert in_thread(inside) == 1
    assert max(counts()) == 2
    limits.restore_original_limits()
    assert counts() == three()


@pytest.mark.parametrize("first_out", [0, 1])
def test_overlapping_runs_share_the_limit_and_the_last_lifts_it(first_out):
    entered, leave = threading.Barrier(3), [threading.Event(), threading.Event()]

    def hold(number):
        with _chunks.blas_limit():
            entered.wait()
            leave[number].wait()

    threads = [threading.Thread(target=hold, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    entered.wait()
    for number in (first_out, 1 - first_out):
        assert max(counts()) == 1
        leave[number].set()
        threads[number].join()
    assert counts() == three()


def fail(chunk, rows):
    raise RuntimeError("a mistake in the user's model")


@pytest.mark.parametrize("workers", [None, 1, 2, map])
def test_an_error_leaves_everything_as_before(workers):
    with pytest.raises(RuntimeError, match="a mistake"):
        list(_chunks.run(fail, N, workers=workers))
    assert counts() == three()


@pytest.mark.parametrize("workers", [None, 2, map])
def test_an_iterator_that_is_left_lifts_the_limit_when_closed(workers):
    parts = _chunks.run(lambda chunk, rows: rows, N, workers=workers)
    assert next(parts) == CHUNK
    assert max(counts()) == 1
    parts.close()
    assert counts() == three()


def test_closing_in_another_thread_lifts_the_limit_too():
    parts = _chunks.run(lambda chunk, rows: rows, N)
    next(parts)
    in_thread(parts.close)
    assert counts() == three()
    assert inside() == 1
    assert counts() == three()


def test_many_threads_that_come_and_go():
    wrong = []

    def work():
        for _ in range(30):
            with _chunks.blas_limit():
                wrong.extend(c for c in counts() if c != 1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert counts() == three()


class PerThread:
    """A library whose limit counts for each thread apart, as those with OpenMP do."""

    filepath = "omp"

    def __init__(self):
        self.threads = threading.local()

    @property
    def num_threads(self):
        return getattr(self.threads, "count", 4)

    def set_num_threads(self, count):
        self.threads.count = count


def test_libraries_that_count_for_each_thread_apart(monkeypatch):
    library = PerThread()
    controller = type(
        "Controller", (), {"select": lambda self, user_api: self, "lib_controllers": [library]}
    )
    monkeypatch.setattr(threadpoolctl, "ThreadpoolController", controller)
    go_on, inner, found = threading.Event(), threading.Event(), []

    def other():
        with _chunks.blas_limit():
            found.append(library.num_threads)
            inner.set()
            go_on.wait()
        found.append(library.num_threads)

    thread = threading.Thread(target=other)
    with _chunks.blas_limit():
        thread.start()
        inner.wait()
        assert library.num_threads == 1
    assert library.num_threads == 4
    go_on.set()
    thread.join()
    assert found == [1, 4]


def test_libraries_imported_inside_are_limited_as_well():
    code = (
        "import numpy, threadpoolctl\nfrom decision_analysis.core import _chunks\ndef counts():\n  "
        "  return [p['num_threads'] for p in threadpoolctl.threadpool_info() if p['user_api'] =="
        " 'blas']\ndef task(chunk, rows):\n    import scipy.linalg\n    with"
        " _chunks.blas_limit():\n        return max(counts())\nprint(list(_chunks.run(task,"
        " 10)))\n"
    )
    environment = {"OPENBLAS_NUM_THREADS": "2", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "[1]\n"


def test_an_interrupt_while_entering_leaves_everything_as_before(monkeypatch):
    def interrupted(library, count):
        actual(library, count)
        if count == 1:
            raise KeyboardInterrupt

    actual = _blas._set
    monkeypatch.setattr(_blas, "_set", interrupted)
    with pytest.raises(KeyboardInterrupt), _chunks.blas_limit():
        raise AssertionError("not entered")
    assert counts() == three()
    monkeypatch.undo()
    assert inside() == 1
    assert counts() == three()

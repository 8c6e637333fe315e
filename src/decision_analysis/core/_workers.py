"""Workers: threads, executors, clusters and map-like functions that compute chunks, in order.

Chunks go to an executor in jobs: one chunk each, or several that take about `JOB_SECONDS`, since a
cluster needs some milliseconds for each job whatever is in it. A job whose worker was lost is sent
again; its answer is the same, as each chunk has a random stream of its own.

A task may have `.cut(chunk, rows)`, which returns the task with what one chunk needs, itself where
that is everything; and `.sums`, True if its answers are small however many rows a chunk has. Jobs
of a task that is not cut and sums up hold no rows, and are counted by jobs, not by chunks.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
import pickle
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from typing import Any, TypeAlias, TypeVar

from decision_analysis._limits import (
    CHUNK,
    JOB_BYTES,
    JOB_SECONDS,
    JOBS_AT_ONCE,
    MOST_IN_A_JOB,
    TIMES_LOST,
)
from decision_analysis._named import called, place, warn
from decision_analysis._shown import shown
from decision_analysis.core._blas import blas_limit
from decision_analysis.core._cut import cut
from decision_analysis.errors import InvalidInputError, LostWorkerError, LostWorkerWarning

T = TypeVar("T")
Task: TypeAlias = Callable[[int, int], T]
Sized: TypeAlias = tuple[int, int]
"""The number of a chunk, and its rows."""
_MAP = "workers must answer as map() does, for each chunk in order"


@dataclasses.dataclass(eq=False)
class _Job:
    """Some chunks that are computed together, and where their answers will be."""

    chunks: list[Sized]
    future: Any = None
    pool: Any = None
    lost: int = 0


def by_threads(
    threads: int, task: Task[T], sizes: Iterable[Sized], count: int, window: int
) -> Generator[T, None, None]:
    """Yield the answers of so many threads of our own."""
    # more threads than chunks at once would wait for nothing
    pool = ThreadPoolExecutor(min(threads, window))
    try:
        yield from by_executor(pool, task, sizes, count, window, apart=False)
    finally:
        pool.shutdown(cancel_futures=True)


def by_executor(
    pool: Any,
    task: Task[T],
    sizes: Iterable[Sized],
    count: int,
    window: int,
    *,
    apart: bool = True,
) -> Generator[T, None, None]:
    """Yield the answers of anything with `.submit`, which may be in another process: `apart`.

    There are `count` chunks, of which `window` are held at once.
    """
    sender = _Sender(pool, task, apart)
    left, waiting, size, done = iter(sizes), deque[_Job](), 1, 0
    light = apart and getattr(task, "sums", False) and cut(task, 0, CHUNK) is task
    most = MOST_IN_A_JOB if light else max(1, window // JOBS_AT_ONCE)
    try:
        with blas_limit():
            while True:
                # no more chunks are sent away than `batch` allows to be held
                free = window - sum(1 if light else len(job.chunks) for job in waiting)
                needs = 1 if light else size
                while free >= needs and (some := list(itertools.islice(left, size))):
                    waiting.append(_Job(some))
                    free -= needs
                    sender.send(waiting[-1])
                if not waiting:
                    return
                answers, seconds = sender.answer(waiting[0])
                # only now, so that a job whose answer raised is canceled or waited for like others
                waiting.popleft()
                yield from answers
                done += len(answers)
                # guided self-scheduling: jobs get smaller in the end, so that all end together
                fair = (count - done) // JOBS_AT_ONCE
                quick = JOB_SECONDS * len(answers) / max(seconds, 1e-9)
                size = int(max(1, min(quick, fair, most)))
    finally:
        # `cancel` says False of what runs already
        running = [job.future for job in waiting if job.future and job.future.cancel() is False]
        wait(future for future in running if isinstance(future, Future))
        sender.close()


class _Sender:
    """An executor, what it needs of a task, and another one for when its processes break down."""

    def __init__(self, pool: Any, task: Task[Any], apart: bool) -> None:
        self.pool, self.task, self.apart = pool, task, apart
        self.used = False
        self.own: Executor | None = None
        self.shared: Any = None

    def send(self, job: _Job) -> None:
        """Send a job away, or say why the pool does not take it."""
        job.pool = self.pool
        try:
            # the number first: of a tuple that begins with a function Dask before 2025 makes a call
            parts = [(*sized, self._part(*sized)) for sized in job.chunks]
            future = self.pool.submit(_several, parts, place())
        except (TypeError, RuntimeError, OSError) as error:
            # a pool may have broken in an earlier run, such as the first pass of the same analysis
            if isinstance(error, BrokenExecutor) or (self.used and isinstance(error, OSError)):
                self._lost(job, error)
                return
            raise InvalidInputError(
                f"workers must take tasks by .submit(function, *arguments); got {shown(self.pool)},"
                f" which raised {type(error).__name__}: {error}"
            ) from error
        if not (hasattr(future, "result") and hasattr(future, "cancel")):
            raise InvalidInputError(
                f"workers must return futures from .submit(); got {shown(future)} from"
                f" {shown(self.pool)}"
            )
        job.future, self.used = future, True

    def answer(self, job: _Job) -> tuple[list[Any], float]:
        """Wait for the answers of a job and how long they took; one that was lost runs again."""
        while True:
            try:
                answers: tuple[list[Any], float] = job.future.result()
            except (CancelledError, BrokenExecutor) as error:
                self._lost(job, error)
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                _picklable(self.task, error)
                raise
            else:
                return answers

    def close(self) -> None:
        """End what was started here."""
        if self.own is not None:
            self.own.shutdown(cancel_futures=True)

    def _part(self, chunk: int, rows: int) -> Any:
        """Return what a chunk needs, in the form in which the executor likes it."""
        part = cut(self.task, chunk, rows) if self.apart else self.task
        if not hasattr(self.pool, "scatter"):
            return part
        # Dask warns of large tasks: their data go first, and once if all chunks need the same
        if part is not self.task:
            return self.pool.scatter(part, hash=False)
        if self.shared is None:
            self.shared = self.pool.scatter(part, hash=False) if _large(part) else part
        return self.shared

    def _lost(self, job: _Job, error: Exception) -> None:
        """Send a job again, to other processes if those of its pool broke down."""
        job.lost += 1
        if job.lost > TIMES_LOST:
            raise LostWorkerError(
                f"workers must live until they answer; {job.lost} in a row were lost with the"
                f" samples from {job.chunks[0][0] * CHUNK:,} on, perhaps for want of memory"
            ) from error
        # what was sent ahead may be lost too, and its worker may still be counted as alive
        self.shared = None
        time.sleep(0.1 * job.lost if isinstance(error, OSError) else 0)
        if isinstance(error, BrokenExecutor) and job.pool is self.pool:
            self._renew()
        self.send(job)

    def _renew(self) -> None:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        count = getattr(self.pool, "_max_workers", None) or os.cpu_count()
        warn(
            "a worker process ended abruptly, which breaks its pool; what was lost runs again in"
            " new processes",
            LostWorkerWarning,
        )
        self.close()
        context = multiprocessing.get_context("spawn")
        self.pool = self.own = ProcessPoolExecutor(count, mp_context=context)


def by_map(
    over: Callable[..., Any], task: Task[T], sizes: Iterable[Sized], window: int
) -> Generator[T, None, None]:
    """Yield the answers of a function that is called as map() is."""
    _probe(over)
    left = iter(sizes)
    with blas_limit():
        while batch := list(itertools.islice(left, window)):
            parts = [(*sized, cut(task, *sized), place()) for sized in batch]
            try:
                done = over(_numbered, parts)
                answers = list(done) if isinstance(done, Iterable) else []
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                _picklable(task, error)
                raise
            # each answer brings the number of its chunk, so that a lost or moved one is seen
            numbers = [answer[:1] if isinstance(answer, tuple) else None for answer in answers]
            if numbers != [part[:1] for part in batch]:
                raise InvalidInputError(
                    f"{_MAP}; got {len(answers)} answers for {len(batch)} chunks from {shown(over)}"
                )
            yield from (answer for _, answer in answers)


def _probe(over: Callable[..., Any]) -> None:
    """Refuse a function that cannot be called as map() is: what goes wrong later is the task's."""
    try:
        done = over(_numbered, [(0, 2, _nothing, ""), (1, 3, _nothing, "")])
        list(done) if isinstance(done, Iterable) else None
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError(
            f"{_MAP}; got {shown(over)}, which raised {type(error).__name__}: {error}"
        ) from error


def _nothing(chunk: int, rows: int) -> int:
    return rows


def _large(task: object) -> bool:
    """Say whether a task is too large to be sent with each job."""
    try:
        return len(pickle.dumps(task)) > JOB_BYTES
    except Exception:
        return True


def _picklable(task: object, error: Exception) -> None:
    """Report an error from sending a task to another process; return if it is the task's own."""
    # the traceback of another process comes as the text of the cause
    lines = [*traceback.format_tb(error.__traceback__), str(error.__cause__)]
    if any(f"in {_one_blas_thread.__name__}\n" in line for line in lines):
        return
    # the task's data may be what cannot be sent
    try:
        pickle.dumps(task)
    except Exception as reason:
        raise InvalidInputError(
            "workers in other processes need functions and parameters that can be"
            f" pickled, which those defined in a module are; got {reason}"
        ) from error


def _numbered(part: tuple[int, int, Task[T], str]) -> tuple[int, T]:
    return part[0], _one_blas_thread(*part)


def _several(parts: list[tuple[int, int, Task[T]]], name: str) -> tuple[list[T], float]:
    """Return the answers of some chunks, and the seconds that they took."""
    begun = time.perf_counter()
    # the limit is held around all of them: to set and lift it takes as long as a quick chunk
    with blas_limit():
        answers = [_one_blas_thread(*part, name) for part in parts]
    return answers, time.perf_counter() - begun


def _one_blas_thread(chunk: int, rows: int, task: Task[T], name: str) -> T:
    with blas_limit(), called(name):
        return task(chunk, rows)

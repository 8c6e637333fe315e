"""Ctrl-C in a run with workers: what waits is canceled, what runs is waited for, nothing goes
on."""

import signal
import subprocess
import sys

import pytest

SCRIPT = """
import signal, sys, threading, time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
import threadpoolctl
from decision_analysis._limits import CHUNK
from decision_analysis.core import _chunks


def task(chunk, rows):
    print("task", flush=True)
    time.sleep(0.1)


def counts():
    return [p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"]


def ignore():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    # background jobs of a shell start with this signal ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    before = counts()
    kind = sys.argv[1]
    if kind == "own":
        workers = 2
    elif kind == "threads":
        workers = ThreadPoolExecutor(2)
    else:
        workers = ProcessPoolExecutor(2, initializer=ignore)
    try:
        for _ in _chunks.run(task, 1000 * CHUNK, batch=10**9, workers=workers):
            pass
    except KeyboardInterrupt:
        print("interrupted", counts() == before, flush=True)
    if kind == "own":
        print("threads", threading.active_count(), flush=True)
    time.sleep(0.3)
    print("end", flush=True)
"""


@pytest.mark.parametrize(
    "kind", ["own", "threads", pytest.param("processes", marks=pytest.mark.slow)]
)
def test_nothing_goes_on_after_an_interrupt(kind, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with subprocess.Popen(
        [sys.executable, str(script), kind],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as process:
        for _ in range(4):
            assert process.stdout.readline() == "task\n"
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read().split("\n")
    # a pool of processes has up to one more task in its queue than it has workers
    assert rest.count("task") < 10
    after = rest[rest.index("interrupted True") :]
    assert "task" not in after
    assert after[-2] == "end"
    assert kind != "own" or "threads 1" in after

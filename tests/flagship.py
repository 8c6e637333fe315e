"""The flagship study, analyzed once for all tests that ask for it, in whatever process they run."""

import contextlib
import dataclasses
import io
import os
import pickle
import time
from pathlib import Path
from unittest import mock

import pytest

import decision_analysis as da

PATIENCE = 600
"""Seconds to wait for the process that analyzes; it writes its answer whole or not at all."""


@dataclasses.dataclass(frozen=True)
class Run:
    """One `decision_analysis run`: exit status, what it printed, its folder, and the analysis."""

    status: int
    out: str
    err: str
    folder: Path
    analysis: da.study.Analysis


def first_and_last(items):
    """Let one test analyze the flagship before all others, and ask what came of it after them.

    So that no process of pytest-xdist waits for another.
    """
    asking = [item for item in items if "flagship_run" in item.fixturenames]
    others = [item for item in items if "flagship_run" not in item.fixturenames]
    items[:] = [*asking[:1], *others, *asking[1:]]


@pytest.fixture(scope="session")
def flagship_path(pytestconfig):
    """Return the path of the flagship's study file."""
    return pytestconfig.rootpath / "examples" / "atacms" / "study.yaml"


@pytest.fixture(scope="session")
def flagship_run(flagship_path, tmp_path_factory, request):
    """Run the flagship's command once; the other processes of pytest-xdist read what came of it."""
    alone = not hasattr(request.config, "workerinput")
    base = tmp_path_factory.getbasetemp()
    shared = base if alone else base.parent
    done, lock = shared / "flagship.pickle", shared / "flagship.lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < until, "the process that analyzes the flagship has not ended"
            time.sleep(0.1)
    else:
        unfinished = shared / "flagship.unfinished"
        try:
            answer = pickle.dumps(run(flagship_path, shared / "flagship"))
        except BaseException as error:
            answer = pickle.dumps(RuntimeError(f"the flagship was not analyzed: {error!r}"))
        unfinished.write_bytes(answer)
        unfinished.rename(done)
    answer = pickle.loads(done.read_bytes())
    if isinstance(answer, Exception):
        raise answer
    return answer


@pytest.fixture(scope="session")
def flagship_analysis(flagship_run):
    """Return the analysis of the flagship as the command made it."""
    return flagship_run.analysis


def run(path, folder):
    """Run the command as a user does, and note the analysis that it printed."""
    from decision_analysis.__main__ import main

    made, analyze = [], da.study.analyze

    def noted(*arguments, **options):
        made.append(analyze(*arguments, **options))
        return made[-1]

    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(da.study, "analyze", noted),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(["run", str(path), "--full", "--out", str(folder)])
    return Run(status, out.getvalue(), err.getvalue(), folder, made[0])

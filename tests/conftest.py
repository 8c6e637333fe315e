"""What all tests share: the flagship's run, `--core-alone`, bytecode for the programs that tests
start, and hypothesis without a deadline, as machines that share work are noisy."""

import gc
import os
import sys
from unittest import mock

import pytest
from hypothesis import settings

import core_alone
import flagship
from core_alone import pytest_addoption, pytest_ignore_collect  # noqa: F401 (found by name)
from flagship import flagship_analysis, flagship_path, flagship_run  # noqa: F401 (fixtures)

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collection_modifyitems(config, items):
    """Leave out what `--core-alone` leaves out, and order what waits for the flagship."""
    core_alone.leave_out(config, items)
    flagship.first_and_last(items)


def pytest_collection_finish():
    """Keep what was collected out of the search for garbage, which walks through it again and
    again: an eighth of the suite's time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def bytecode(tmp_path_factory):
    """Keep the bytecode of the programs that tests start, where Python was told to write none."""
    if not sys.dont_write_bytecode:
        yield
        return
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with mock.patch.dict(os.environ, PYTHONPYCACHEPREFIX=str(shared / "bytecode")):
        # compiling takes longer than all that most of these programs do
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        yield

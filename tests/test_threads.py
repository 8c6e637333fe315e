"""Every public function gives the same answer in eight threads at once as it gives alone."""

import inspect
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bad_input.cases import CALLS
from bad_input.kinds import numbers_in
from test_bad_input import folder, placed, shown  # noqa: F401 (a fixture)

# Pictures are drawn with pyplot's figures, which matplotlib keeps for one thread; these write
# files.
ALONE = ("plot.", "study.write", "report.html", "io.save", "export.")
LONG = 0.003
"""Seconds in which each thread makes more than the one call."""
TURN = 1e-5
"""Seconds until another thread has its turn, of which the usual 0.005 outlast most calls."""


def answer(result):
    """Return the numbers and the words that a call gave."""
    return dict(numbers_in(result)), re.sub("0x[0-9a-f]+", "", shown(result))


@pytest.fixture
def short_turns():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize("name", [name for name in CALLS if not name.startswith(ALONE)])
def test_eight_threads_at_once_agree(name, folder, short_turns):  # noqa: F811 (the fixture)
    case, arguments = CALLS[name], placed(CALLS[name].arguments, folder)
    if "rng" in inspect.signature(case.function).parameters:
        arguments = {**arguments, "rng": 7}
    start = threading.Barrier(8)

    def calls(_):
        start.wait()
        end = time.perf_counter() + LONG
        found = [case.function(**arguments)]
        # quick ones again and again, so that threads meet that were woken one by one
        while time.perf_counter() < end:
            found.append(case.function(**arguments))
        return found

    # the threads first: what is computed once and kept is then not there yet
    with ThreadPoolExecutor(8) as pool:
        results = [result for found in pool.map(calls, range(8)) for result in found]
    numbers, words = answer(case.function(**arguments))
    for found, said in map(answer, results):
        assert said == words
        assert found.keys() == numbers.keys()
        for field, array in numbers.items():
            np.testing.assert_array_equal(found[field], array, err_msg=field)

"""Every public function gives the same answer in eight threads at once as it gives alone."""

import inspect
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bad_input.cases import CALLS
from bad_input.kinds import numbers_in
from test_bad_input import folder, outcome, placed  # noqa: F401 (a fixture)

# Pictures are drawn with pyplot's figures, which matplotlib keeps for one thread; these write
# files.
ALONE = ("plot.", "study.write", "report.html", "io.save", "export.")
TIMES = 3


def answer(case, arguments, start=None):
    """Return the numbers and the words that a call gives."""
    if start is not None:
        start.wait()
    how, words = outcome(case, arguments)
    return dict(numbers_in(case.function(**arguments))), (how, re.sub("0x[0-9a-f]+", "", words))


@pytest.mark.parametrize("name", [name for name in CALLS if not name.startswith(ALONE)])
def test_eight_threads_at_once_agree(name, folder):  # noqa: F811 (the fixture)
    case, arguments = CALLS[name], placed(CALLS[name].arguments, folder)
    if "rng" in inspect.signature(case.function).parameters:
        arguments = {**arguments, "rng": 7}
    numbers, words = answer(case, arguments)
    start = threading.Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(TIMES):
            for found, said in pool.map(lambda _: answer(case, arguments, start), range(8)):
                assert said == words
                assert found.keys() == numbers.keys()
                for field, array in numbers.items():
                    np.testing.assert_array_equal(found[field], array, err_msg=field)

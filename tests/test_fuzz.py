"""A fuzz of 10^5 calls over every public function: an answer or an error of ours, and nothing else
happens.

A call that fails is made again by `outcome_of(name, index)`: its damage depends on the two alone.
"""

import signal
import sys
import traceback
import warnings
from contextlib import nullcontext
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

from bad_input.cases import CALLS
from bad_input.kinds import snapshot
from decision_analysis import errors
from fuzz import spoiled_arguments
from test_bad_input import OWN_WARNINGS, folder, placed, shown  # noqa: F401 (a fixture)
from unlaid import without_layout

CALLS_IN_ALL = 100_000
SLOW = {
    "report.html": 10,
    "study.write": 10,
    **dict.fromkeys(
        (
            "beliefs.from_quantiles",
            "beliefs.from_quantiles, a metalog",
            "catalog.load",
            "evidence.competing_hypotheses",
            "group.agreement",
            "group.agreement, an array",
            "io.load, Excel",
            "mcda.learn_mr_sort",
            "mcda.learn_mr_sort, words",
            "mcda.learn_srmp",
            "robustness.mixed_maximin",
            "sensitivity.explain_change, tables",
            "sensitivity.weight_move",
            "study.Stakeholder",
            "study.Study.analyze",
            "study.analyze",
            "study.from_dict",
            "study.load",
            "testing.check_analysis",
            "testing.check_method",
            "trees.recur",
            "uncertainty.exact_acceptability",
            "uncertainty.smaa",
            "uncertainty.smaa, given weights",
            "uncertainty.smaa, model",
            "uncertainty.smaa_tri",
            "voi.evsi",
            "voi.evsi, posterior",
        ),
        60,
    ),
    **dict.fromkeys((name for name in CALLS if name.startswith("plot.")), 40),
}
"""Calls of the functions that take long; the others share the rest."""
OF_EACH = -(-(CALLS_IN_ALL - sum(SLOW.values())) // len(CALLS.keys() - SLOW))
LAID_OUT = 10
"""Calls of a picture that matplotlib lays out, which is most of the time that it takes."""
SECONDS = 20.0
TESTS = str(Path(__file__).parent)


class Hangs(BaseException):
    """A call has taken longer than any of this size may."""


def ring(signum, frame):
    raise Hangs


def count(name):
    """Return how many fuzzed calls a function gets: those that take long get fewer."""
    return SLOW.get(name, OF_EACH)


def test_there_are_a_hundred_thousand_calls():
    assert CALLS_IN_ALL <= sum(map(count, CALLS)) < CALLS_IN_ALL + len(CALLS)
    assert SLOW.keys() <= CALLS.keys()
    assert OF_EACH > 100


def is_the_users(error):
    """Say whether the error was raised by a model, method or score of this suite, not by the
    library."""
    *_, (frame, _line) = traceback.walk_tb(error.__traceback__)
    return frame.f_code.co_filename.startswith(TESTS) and frame.f_code.co_name not in (
        "outcome_of",
        "ring",
    )


def written(arguments):
    """Write arguments down, to compare with later, whatever the length of their integers."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return repr({key: snapshot(value) for key, value in arguments.items()})
    finally:
        sys.set_int_max_str_digits(limit)


def outcome_of(name, index, here):
    """Return what is wrong with how the library took the `index`-th fuzzed call of `name`, or
    None."""
    arguments = placed(spoiled_arguments(name, index), here)
    before = written(arguments)
    with warnings.catch_warnings(), nullcontext() if index < LAID_OUT else without_layout():
        warnings.simplefilter("error")
        for own in OWN_WARNINGS:
            warnings.simplefilter("ignore", own)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            result = shown(CALLS[name].function(**arguments))
        except errors.DecisionAnalysisError:
            result = ""
        except OSError as error:
            if error.errno is None or error.filename is None:
                return f"{error!r:.300}"
            result = ""  # the operating system's own words, which name the file
        except Hangs:
            return f"did not end within {SECONDS:g} s"
        except Exception as error:
            if is_the_users(error):
                return None
            place = traceback.extract_tb(error.__traceback__)[-1]
            return f"{error!r:.300} at {Path(place.filename).name}:{place.lineno}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0.0)
            plt.close("all")
    if "cannot be shown" in result:
        return result
    if written(arguments) != before:
        return "modified the input"
    return None


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_fuzzed_calls_are_answered_or_refused(name, folder, monkeypatch):  # noqa: F811 (the fixture)
    old = signal.signal(signal.SIGALRM, ring)
    state, handling = np.random.get_state()[1].tolist(), np.geterr()  # noqa: NPY002
    try:
        found = {index: outcome_of(name, index, folder) for index in range(count(name))}
    finally:
        signal.signal(signal.SIGALRM, old)
    faults = [f"{name}, call {index}: {fault}" for index, fault in found.items() if fault]
    assert not faults, "\n".join(["", *faults[:20], f"{len(faults)} in all"])
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002
    assert np.geterr() == handling

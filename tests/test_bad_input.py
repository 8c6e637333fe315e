"""Bad input: every argument of every public function is spoiled in every way that fits it, and must be refused."""

import inspect
import sys
import types
import warnings
from pathlib import Path

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import errors

sys.path.insert(0, str(Path(__file__).parent))
from bad_input_cases import CALLS, STUDY
from bad_input_kinds import corruptions, snapshot

OWN_WARNINGS = (errors.DegenerateDataWarning, errors.InconsistentJudgementsWarning)


def call(function, arguments):
    """Call with numpy's and Python's warnings as errors; the library's own are let pass."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for own in OWN_WARNINGS:
            warnings.simplefilter("ignore", own)
        return function(**arguments)


def shown(result):
    try:
        return repr(result)[:80]
    except Exception as error:
        return f"what cannot even be shown: {error!r}"


def outcome(case, arguments):
    try:
        result = call(case.function, arguments)
    except errors.InvalidInputError as error:
        return "refused", str(error)
    except TypeError as error:
        if "unexpected keyword" in str(error) or "missing" in str(error) and "required" in str(error):
            raise
        return type(error).__name__, str(error)
    except Exception as error:
        return type(error).__name__, str(error)
    return "returned", shown(result)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    da.io.save(CALLS["core.dominance"].arguments["table"], tmp_path / "table.json")
    da.io.save(STUDY, tmp_path / "study.json")
    return tmp_path


def placed(value, folder):
    return value.replace("PATH", str(folder)) if isinstance(value, str) else value


PAIRS = [(name, argument) for name, case in CALLS.items() for argument in case.arguments]


@pytest.mark.parametrize(("name", "argument"), PAIRS)
def test_bad_input_is_refused(name, argument, folder):
    import matplotlib.pyplot as plt

    case = CALLS[name]
    valid = {key: placed(entry, folder) for key, entry in case.arguments.items()}
    takes = case.takes.get(argument, set())
    faults, met = [], set()
    for label, bad, words in corruptions(valid[argument]):
        before = {key: snapshot(entry) for key, entry in {**valid, argument: bad}.items()}
        how, what = outcome(case, {**valid, argument: bad})
        plt.close("all")
        after = {key: snapshot(entry) for key, entry in {**valid, argument: bad}.items()}
        if repr(before) != repr(after):
            faults.append(f"{label}: the input was modified")
        if label in takes:
            met.add(label)
            if how != "returned":
                faults.append(f"{label}: must be taken; got {how}: {what}")
        elif how != "refused":
            faults.append(f"{label}: must be refused; got {how}: {what}")
        elif case.says not in what:
            faults.append(f"{label}: the message must name {case.says!r}; got {what}")
        elif words and not any(word in what for word in words):
            faults.append(f"{label}: the message must name one of {words}; got {what}")
    assert not faults, "\n".join(["", *faults])
    assert met == takes

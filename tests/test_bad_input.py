"""Bad input: every argument of every public function is spoiled in every way that fits it, and must be refused.

A call and its valid arguments stand in `bad_input_cases`, the ways to spoil an argument in `bad_input_kinds`, and what
may be taken all the same in `bad_input_taken`. A public function without a call fails `test_nothing_is_left_out`.
"""

import inspect
import types
import warnings

import matplotlib.pyplot as plt
import pytest

import decision_analysis as da
from bad_input_cases import CALLS, STUDY
from bad_input_kinds import corruptions, snapshot
from bad_input_taken import TAKEN
from decision_analysis import errors

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
        if "unexpected keyword" in str(error) or ("missing" in str(error) and "required" in str(error)):
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
    case = CALLS[name]
    valid = {key: placed(entry, folder) for key, entry in case.arguments.items()}
    takes = TAKEN.get(name, {}).get(argument, set())
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
        elif how == "FileNotFoundError" and argument == "path":
            continue  # what is not there is for the operating system to say
        elif how != "refused":
            faults.append(f"{label}: must be refused; got {how}: {what}")
        elif case.says not in what:
            faults.append(f"{label}: the message must name {case.says!r}; got {what}")
        elif words and not any(word in what for word in words):
            faults.append(f"{label}: the message must name one of {words}; got {what}")
    assert not faults, "\n".join(["", *faults])
    assert met == takes


LEFT_OUT = {
    "catalog.Case": "made by catalog.load()",
    "catalog.Case.compare": "compares any object with the printed figures and lists what differs",
    "core.Result": "the base of results; those that users make are tried by their own names",
    "core.Sampler": "made by Parameters.sampler()",
    "core.Sampler.chunk": "called by the library, with its own numbers",
    "core.Step": "made by step()",
    "core.Weights": "a type",
    "core.axes": "declares a field of a result's class",
    "core.step": "declares a field of a result's class",
    "io.Document": "made by io.read()",
    "mcda.preference.PreferenceFunction": "abstract",
    "study.Analysis": "made by analyze()",
    "study.Block": "made by analyze()",
    "study.Section": "made by analyze()",
    "study.Study": "made by load() or from_dict()",
    "trees.Node": "the base of nodes",
    "trees.REST": "a constant",
    "trees.Strategies": "made by strategies()",
    "trees.Strategy": "made by strategies()",
    "uncertainty.WeightSampler": "made by WeightSpace.sampler()",
    "uncertainty.WeightSampler.chunk": "called by the library, with its own numbers",
    "utility.Utility": "abstract; utilities are called under their own names",
    "utility.Utility.__call__": "utilities are called under their own names",
    "utility.Utility.inverse": "utilities are inverted under their own names",
    "utility.Utility.certainty_equivalent_of": "for engines that have checked the probabilities",
    "value.ValueFunction": "abstract; value functions are called under their own names",
    "value.ValueFunction.__call__": "value functions are called under their own names",
}


def public_callables():
    """Yield the dotted name of every public function and class with parameters, and of their methods with some."""
    todo = [(f"{name}.", getattr(da, name)) for name in da.__all__ if isinstance(getattr(da, name), types.ModuleType)]
    seen = set()
    while todo:
        prefix, package = todo.pop(0)
        for name in package.__all__:
            value = getattr(package, name)
            if isinstance(value, types.ModuleType):
                todo.append((f"{prefix}{name}.", value))
            elif inspect.isclass(value) and issubclass(value, BaseException):
                continue
            elif inspect.isclass(value):
                yield f"{prefix}{name}", value
                for member, function in vars(value).items():
                    if (not member.startswith("_") or member == "__call__") and function not in seen:
                        yield from parametrized(f"{prefix}{name}.{member}", getattr(value, member))
            elif value not in seen:
                seen.add(value)
                yield from parametrized(f"{prefix}{name}", value)


def parametrized(name, function):
    if inspect.isfunction(function) or inspect.ismethod(function):
        if set(inspect.signature(function).parameters) - {"self"}:
            yield name, function
    elif not callable(function) or isinstance(function, property):
        return
    else:
        yield name, function


def made_by_the_library(name, value):
    """Say whether it is a result, which only the library makes; the four that users make too have calls."""
    return inspect.isclass(value) and issubclass(value, da.Result) and name not in CALLS


PUBLIC = dict(public_callables())


def test_nothing_is_left_out():
    missing = {name for name, value in PUBLIC.items() if not made_by_the_library(name, value)} - set(CALLS)
    assert missing == set(LEFT_OUT) & missing
    assert missing - set(LEFT_OUT) == set()

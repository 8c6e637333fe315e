"""Every result of every public function, single or a batch, has a data frame, a dict and words, and
equals itself."""

import inspect
import warnings

import numpy as np
import pytest

import decision_analysis as da
from bad_input.cases import CALLS
from decision_analysis import errors, trees

NO_RESULTS = ("io", "plot", "export", "report", "study", "testing")
NAMES = [name for name in CALLS if name.split(".")[0] not in NO_RESULTS]


def called(case, arguments):
    """Return the result of a call with a seed; None where it returns something else, or what it got
    is refused."""
    if "rng" in inspect.signature(case.function).parameters:
        arguments = {**arguments, "rng": arguments.get("rng", 3)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = case.function(**arguments)
        except errors.InvalidInputError:
            return None
    return result if isinstance(result, da.Result) else None


def batches(value):
    """Yield an argument with two samples."""
    if isinstance(value, da.DecisionTable):
        if not value.sample_shape:
            yield value.with_values(np.stack([value.values, value.values * 1.01]))
    elif isinstance(value, trees.Node):
        yield from sampled_trees(value)
    elif (
        isinstance(value, dict)
        and value
        and all(isinstance(entry, float) for entry in value.values())
    ):
        yield {key: np.array([entry, entry]) for key, entry in value.items()}
    elif isinstance(value, list | tuple | np.ndarray):
        try:
            array = np.asarray(value)
        except ValueError:
            return
        if array.dtype.kind in "iuf" and array.size:
            yield np.stack([array, array])


def sampled_trees(root):
    """Yield a tree whose payoffs have two samples."""

    def sampled(entry, key=""):
        if isinstance(entry, dict):
            return {name: sampled(inner, name) for name, inner in entry.items()}
        if isinstance(entry, list):
            return [sampled(inner, key) for inner in entry]
        return [entry, entry + 1.0] if key == "payoff" and isinstance(entry, int | float) else entry

    plain = trees.to_dict(root)
    lifted = sampled(plain)
    if lifted != plain:
        yield trees.from_dict(lifted)


def faults(result, again):
    frame = result.to_frame()
    if not frame.size:
        yield f"the data frame is empty: shape {frame.shape}"
    if len(result.to_frame(top=1)) != 1:
        yield "to_frame(top=1) has not one row"
    if not result.to_dict() or not repr(result) or not result.to_markdown():
        yield "says nothing"
    if result.sample_shape and list(frame.index.names[: len(result.sample_shape)]) != [
        f"sample_{axis}" for axis in range(len(result.sample_shape))
    ]:
        yield f"a batch has no level for each sample axis: {frame.index.names}"
    if not result.equals(again):
        yield "is not equal to the same call's"


@pytest.mark.parametrize("name", NAMES)
def test_a_result_has_a_frame_a_dict_and_words_and_equals_itself(name):
    case, found = CALLS[name], []
    arguments = dict(case.arguments)
    varied = [arguments] + [
        {**arguments, a: b} for a, value in arguments.items() for b in batches(value)
    ]
    for given in varied:
        result = called(case, given)
        if result is not None:
            found += [
                f"{type(result).__name__} {result.sample_shape}: {f}"
                for f in faults(result, called(case, given))
            ]
    assert not found, "\n".join(["", *found])


def test_batches_are_among_them():
    shapes = []
    for name in NAMES:
        for argument, value in CALLS[name].arguments.items():
            for batch in batches(value):
                result = called(CALLS[name], {**CALLS[name].arguments, argument: batch})
                shapes += [result.sample_shape] if result is not None else []
    assert shapes.count((2,)) > 30

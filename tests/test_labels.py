"""Labels: every argument of every public function, labelled and permuted, is read by its labels or
refused.

The calls stand in `bad_input.cases`, the ways to label an argument in `labelled_kinds`.
"""

import warnings

import matplotlib.pyplot as plt
import pytest

from bad_input.cases import CALLS
from decision_analysis import errors
from labelled_kinds import alike, by_label, labelled
from unlaid import unlaid  # noqa: F401 (a fixture)

ARGUMENTS = [(name, argument) for name, case in CALLS.items() for argument in case.arguments]
FILES = ("io.", "study.", "report.", "export.", "testing.")
IN_THE_ORDER_GIVEN = {
    ("trees.Decision", "options"): "a tree keeps the order in which it was written",
    ("trees.Chance", "outcomes"): "a tree keeps the order in which it was written",
    ("trees.Terminal", "payoff"): "a tree keeps the order in which it was written",
    ("beliefs.pool, by person", "opinions"): "a pool keeps its components in the order given",
    ("evidence.Entry", "likelihood"): "an entry keeps the order in which it was written",
    ("evidence.Entry, a ratio", "likelihood_ratio"): "an entry keeps the order in which it was"
    " written",
    ("trees.trace", "stages"): "the columns of the answer are the stages in the order given",
    ("weights.swara", "ratios"): "criteria are given in the order of importance",
    ("trees.trace, start", "stages"): "the columns of the answer are the stages in the order given",
}


def outcome(case, arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return by_label(case.function(**arguments))
        except errors.InvalidInputError as error:
            return error
        finally:
            plt.close("all")


def refused(result):
    return isinstance(result, errors.InvalidInputError)


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        pair
        for pair in ARGUMENTS
        if not pair[0].startswith(FILES) and pair not in IN_THE_ORDER_GIVEN
    ],
)
def test_the_order_of_labels_changes_nothing(name, argument, unlaid):  # noqa: F811 (the fixture)
    case, faults = CALLS[name], []
    bare = outcome(case, dict(case.arguments))
    for label, in_order, permuted in labelled(case.arguments, argument):
        first, second = (
            outcome(case, {**case.arguments, argument: given}) for given in (in_order, permuted)
        )
        if refused(first) != refused(second):
            faults.append(
                f"{label}: taken in one order, refused in the other:"
                f" {first if refused(first) else second}"
            )
        elif not refused(first) and not alike(first, second):
            faults.append(f"{label}: {first} in order, {second} in another")
        elif (
            not refused(first)
            and "p0" not in label
            and not alike(first, bare)
            and not isinstance(first, dict)
        ):
            faults.append(f"{label}: {first} with labels, {bare} without")
    assert not faults, "\n".join(["", *faults])


def is_names(value):
    return (
        isinstance(value, list | tuple)
        and len(value) > 0
        and all(isinstance(entry, str) for entry in value)
    )


@pytest.mark.parametrize(
    ("name", "argument"), [(name, a) for name, a in ARGUMENTS if is_names(CALLS[name].arguments[a])]
)
def test_names_are_no_mapping_and_no_set(name, argument):
    case = CALLS[name]
    names = case.arguments[argument]
    for given in (
        dict.fromkeys(names, 0.5),
        dict.fromkeys(names, "x"),
        set(names),
        frozenset(names),
    ):
        assert refused(outcome(case, {**case.arguments, argument: given})), (
            f"{given} must be refused"
        )

"""The vocabulary of errors: what they derive from, what they carry, that they survive pickling."""

import pickle

import pytest

from decision_analysis import errors


def test_model_error_lists_all_problems():
    error = errors.InvalidModelError(
        ["'a' on 'q' is not finite", "criterion 'p': goal must be 'max'"], where="DecisionTable"
    )
    assert (
        str(error)
        == "DecisionTable: 2 problem(s)\n  - 'a' on 'q' is not finite\n  - criterion 'p': goal must"
        " be 'max'"
    )
    assert error.problems == ("'a' on 'q' is not finite", "criterion 'p': goal must be 'max'")


@pytest.mark.parametrize(
    ("error", "kinds"),
    [
        (
            errors.InvalidModelError(["x"]),
            (errors.InvalidInputError, ValueError, errors.DecisionAnalysisError),
        ),
        (errors.ConvergenceError("stopped", 3), (RuntimeError, errors.DecisionAnalysisError)),
        (
            errors.MissingDependencyError("needs pandas"),
            (ImportError, errors.DecisionAnalysisError),
        ),
    ],
)
def test_errors_have_their_kinds_and_survive_pickling(error, kinds):
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(error, kinds)
    assert str(copy) == str(error)
    assert type(copy) is type(error)


def test_convergence_error_carries_the_last_iterate():
    assert pickle.loads(
        pickle.dumps(errors.ConvergenceError("stopped after 3", [1, 2]))
    ).partial == [1, 2]


def test_many_problems_are_counted_and_the_first_are_listed():
    error = errors.InvalidModelError([f"fault {i}" for i in range(1_000)])
    assert str(error).splitlines()[0] == "1,000 problem(s)"
    assert str(error).splitlines()[-2:] == ["  - fault 9", "  - ... and 990 others"]
    assert len(error.problems) == error.count == 1_000
    assert (
        len(str(errors.InvalidModelError(["fault"] * errors.MOST)).splitlines()) == errors.MOST + 1
    )
    some = errors.InvalidModelError(["a", "b"], 12)
    assert str(some) == "12 problem(s)\n  - a\n  - b\n  - ... and 10 others"
    assert str(pickle.loads(pickle.dumps(some))) == str(some)


@pytest.mark.parametrize(
    "kind", [errors.InvalidInputError, errors.MissingDependencyError, errors.ConvergenceError]
)
def test_long_lines_are_cut_in_the_middle(kind):
    error = kind("start\n" + "x" * 1_000_000 + " end")
    assert str(error).startswith("start\nxxx")
    assert str(error).endswith("xxx end")
    assert "characters ..." in str(error)
    assert len(str(error)) < errors.LONGEST + 10


def test_a_list_of_long_problems_is_no_longer_than_a_line():
    error = errors.InvalidModelError([f"{i} " + "x" * 300 for i in range(20)], where="f" * 5_000)
    assert len(str(error)) <= errors.LONGEST
    assert str(error).endswith("  - ... and 15 others")
    one = errors.InvalidModelError(["x" * 5_000, "y"])
    assert len(str(one)) <= errors.LONGEST
    assert str(one).splitlines()[-1] == "  - y"

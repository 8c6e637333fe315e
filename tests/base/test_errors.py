"""The vocabulary of errors: what they derive from, what they carry, that they survive pickling."""

import pickle

import pytest

from decision_analysis import errors


def test_model_error_lists_all_problems():
    error = errors.InvalidModelError("DecisionTable", ["'a' on 'q' is not finite", "criterion 'p': goal must be 'max'"])
    assert (
        str(error) == "DecisionTable: 2 problem(s)\n  - 'a' on 'q' is not finite\n  - criterion 'p': goal must be 'max'"
    )
    assert error.problems == ("'a' on 'q' is not finite", "criterion 'p': goal must be 'max'")


@pytest.mark.parametrize(
    ("error", "kinds"),
    [
        (errors.InvalidModelError("f()", ["x"]), (errors.InvalidInputError, ValueError, errors.DecisionAnalysisError)),
        (errors.ConvergenceError("stopped", 3), (RuntimeError, errors.DecisionAnalysisError)),
        (errors.MissingDependencyError("needs pandas"), (ImportError, errors.DecisionAnalysisError)),
    ],
)
def test_errors_have_their_kinds_and_survive_pickling(error, kinds):
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(error, kinds)
    assert str(copy) == str(error)
    assert type(copy) is type(error)


def test_convergence_error_carries_the_last_iterate():
    assert pickle.loads(pickle.dumps(errors.ConvergenceError("stopped after 3", [1, 2]))).partial == [1, 2]

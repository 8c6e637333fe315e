"""`one_way`: scores along a grid of given or derived values."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import one_way

PARAMETERS = Parameters([Parameter("p", 0.5, low=0.2, high=0.8), Parameter("prize", 100)])


def model(given):
    return DecisionTable.from_rows(
        {"safe": [45.0], "risky": [given["p"] * given["prize"]]}, ["payoff"]
    )


def test_scores_along_given_values():
    result = one_way(model, PARAMETERS, "prize", grid=[80, 90, 100])
    assert result.scores.tolist() == [[45, 40], [45, 45], [45, 50]]
    assert result.best == ("safe", "safe", "risky")
    assert repr(result).splitlines()[0] == "one_way: 'prize' from 80 to 100"


def test_values_between_quantiles_and_ends():
    ends = one_way(model, PARAMETERS, "p", n_points=4, quantiles=None)
    np.testing.assert_allclose(ends.values, [0.2, 0.4, 0.6, 0.8], rtol=1e-14)
    inner = one_way(model, PARAMETERS, "p", n_points=3, quantiles=(0.25, 0.75))
    np.testing.assert_allclose(
        inner.values[[0, -1]], PARAMETERS["p"].quantile([0.25, 0.75]), rtol=1e-14
    )


def test_values_are_copied():
    grid = np.array([0.1, 0.2])
    result = one_way(model, PARAMETERS, "p", grid=grid)
    grid[:] = 9
    assert result.values.tolist() == [0.1, 0.2]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "q"}, "unknown parameter 'q'"),
        ({"name": "prize"}, "parameter 'prize' is constant; give its grid="),
        ({"name": "p", "n_points": 1}, "n_points must be at least 2"),
        ({"name": "p", "grid": []}, r"grid must have shape \(K,\); got \(0,\)"),
        ({"name": "p", "grid": [[1.0]]}, r"got \(1, 1\)"),
        ({"name": "p", "grid": [np.inf]}, "grid must be finite"),
        ({"name": "p", "grid": ["a"]}, "grid must be numbers; got strings"),
    ],
)
def test_bad_input_is_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"one_way\(\).*{message}"):
        one_way(model, PARAMETERS, options.pop("name"), **options)

"""`enbs` and `population`: worth less cost, the best size, people discounted."""

import numpy as np
import pandas as pd
import pytest
from scipy import integrate

from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import enbs, evsi, population


def test_worth_less_cost():
    result = enbs({40: 0.3, 10: 0.2}, population=100, fixed_cost=5, subject_cost=0.5)
    assert result.sizes.tolist() == [10, 40]
    np.testing.assert_allclose(result.worth, [20, 30])
    np.testing.assert_allclose(result.costs, [10, 25])
    np.testing.assert_allclose(result.net, [10, 5])
    assert (result.best_size, result.value, result.standard_error) == (10, 10, 0)
    same = enbs(pd.Series({10: 0.2, 40: 0.3}), population=100, fixed_cost=5, subject_cost=0.5)
    assert result.equals(same)


def test_results_bring_their_errors():
    rng = np.random.default_rng(1)
    benefit = rng.normal(size=500)
    values = np.stack([np.zeros(500), benefit], axis=1)
    studies = {
        n: evsi(values, {"b": benefit}, "b", {"m": rng.normal(benefit, 2 / np.sqrt(n))})
        for n in (5, 50)
    }
    result = enbs(studies, population=1000, subject_cost=3)
    np.testing.assert_allclose(result.net, [1000 * studies[n].value - 3 * n for n in (5, 50)])
    np.testing.assert_allclose(
        result.net_standard_error, [1000 * studies[n].standard_error for n in (5, 50)]
    )


def test_no_study_is_worth_its_cost():
    result = enbs({10: 0.1}, population=10, fixed_cost=5)
    assert result.value == -4
    assert "no study is worth its cost" in repr(result)


def test_the_best_size_of_a_closed_form():
    """1000 k sqrt(n / (n + 4)) - 2 n is largest where its slope is 0: between 20 and 21."""
    sizes = np.arange(1, 200)
    studies = dict(zip(sizes.tolist(), 0.39894 * np.sqrt(sizes / (sizes + 4)), strict=True))
    slope = 1000 * 0.39894 * 2 / (sizes**0.5 * (sizes + 4) ** 1.5) - 2
    best = enbs(studies, population=1000, subject_cost=2).best_size
    assert abs(best - sizes[np.abs(slope).argmin()]) <= 1


@pytest.mark.parametrize(("discount", "delay"), [(1.0, 0.0), (1 / 1.035, 0.0), (0.9, 2.5)])
def test_population_is_an_integral(discount, delay):
    found = population(100, 10, discount=discount, delay=delay)
    assert found == pytest.approx(100 * integrate.quad(lambda t: discount**t, delay, 10)[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: enbs({}, population=1), r"enbs\(\): studies must not be empty"),
        (
            lambda: enbs({-1: 1.0}, population=1),
            r"size of a study must be in \[0, 1e\+15\]; got -1",
        ),
        (lambda: enbs({3: -1.0}, population=1), "value of a study of 3 must be in"),
        (lambda: enbs({3: 1.0}, population=0), r"population must be in \(0, .*got 0"),
        (lambda: population(10, 5, delay=6), "delay must be at most the horizon, 5; got 6"),
        (lambda: population(10, 5, discount=1.1), r"population\(\): discount must be"),
        (lambda: population(10, 5, discount=0), r"discount must be in \(0, 1\]; got 0"),
        (lambda: population(0, 5), r"incidence must be in \(0, .*got 0"),
        (lambda: population(10, 0), r"horizon must be in \(0, .*got 0"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()

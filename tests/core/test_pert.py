import numpy as np
import pytest
from scipy.special import betainc, betaincinv, ndtr

from decision_analysis import Parameter, Parameters
from decision_analysis.core._pert import pert_draws, pert_quantiles


@pytest.mark.parametrize("mode", [0.0, 1e-9, 1e-3, *np.linspace(0.05, 0.95, 7), 0.999, 1.0])
def test_draws_are_quantiles_within_1e_9_of_the_width_for_every_shape(mode):
    # both tails to 1e-18, the ends, and around each end of a piece
    ends = np.add.outer(np.linspace(-6, 6, 25), [-1e-9, 0.0, 1e-9]).ravel()
    z = np.concatenate([np.linspace(-9, 8.2, 400), ends])
    u = np.concatenate([[0.0, 1.0], ndtr(z), np.random.default_rng(1).random(200)])
    exact = betaincinv(1 + 4 * mode, 5 - 4 * mode, u)
    np.testing.assert_allclose(pert_draws(0.0, mode, 1.0, u), exact, rtol=0, atol=1e-9)
    np.testing.assert_allclose(
        pert_draws(-50.0, 200 * mode - 50, 150.0, u), 200 * exact - 50, rtol=0, atol=2e-7
    )


def test_a_draw_does_not_depend_on_those_beside_it():
    u = np.random.default_rng(2).random(1000)
    together = pert_draws(2.0, 3.0, 7.0, u)
    np.testing.assert_array_equal(together[17:18], pert_draws(2.0, 3.0, 7.0, u[17:18]))
    np.testing.assert_array_equal(together[300:], pert_draws(2.0, 3.0, 7.0, u[300:]))


def test_draws_stay_within_the_ends_and_ascend():
    u = np.linspace(0, 1, 5001)
    for mode in (0.0, 0.5, 1.0):
        drawn = pert_draws(0.0, mode, 1.0, u)
        assert drawn.min() >= 0
        assert drawn.max() <= 1
        assert (np.diff(drawn) > 0).all()


def test_samples_are_the_quantiles_of_their_points():
    given = Parameters([Parameter("a", 3, low=2, high=7), Parameter("b", 0, low=0, high=1)])
    drawn = given.sample(64, rng=1)
    for name, parameter in given.items():
        low, base, high = parameter.low, parameter.base, parameter.high
        shapes = 1 + 4 * (base - low) / (high - low), 1 + 4 * (high - base) / (high - low)
        u = betainc(*shapes, (drawn[name] - low) / (high - low))
        np.testing.assert_allclose(pert_quantiles(low, base, high, u), drawn[name], atol=1e-9)
        np.testing.assert_allclose(parameter.quantile(u), drawn[name], atol=1e-9)

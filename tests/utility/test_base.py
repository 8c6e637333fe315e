"""All utility functions: inverses, what engines ask, bad payoffs and parameters, domains."""

import math
import pickle

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError

UTILITIES = [
    utility.linear(),
    utility.exponential(50),
    utility.exponential(-50),
    utility.logarithmic(200),
    utility.power(0.5),
    utility.power(1),
    utility.power(3),
    utility.power(-1),
    utility.piecewise([-100, 0, 50, 200], [-3, 0, 1, 2]),
    utility.prospect(),
    utility.prospect(reference_point=20, loss_exponent=1.2),
]


POSITIVE_ONLY = (utility.power(0.5), utility.power(1), utility.power(3), utility.power(-1))


@pytest.mark.parametrize("u", UTILITIES, ids=repr)
def test_increasing_with_its_inverse(u):
    payoffs = np.linspace(0.5, 150, 40) if u in POSITIVE_ONLY else np.linspace(-90, 150, 40)
    utilities = u(payoffs)
    assert (np.diff(utilities) > 0).all()
    np.testing.assert_allclose(u.inverse(utilities), payoffs, rtol=1e-9, atol=1e-9)
    assert u(payoffs.reshape(2, 4, 5)).shape == (2, 4, 5)
    assert isinstance(u(3), float)
    assert isinstance(u.inverse(u(3)), float)


@pytest.mark.parametrize("u", UTILITIES, ids=repr)
def test_frozen_equal_and_picklable(u):
    assert pickle.loads(pickle.dumps(u)) == u
    assert hash(pickle.loads(pickle.dumps(u))) == hash(u)
    with pytest.raises(AttributeError):
        u.additive = True


@pytest.mark.parametrize("u", UTILITIES, ids=repr)
def test_what_engines_ask(u):
    assert isinstance(u, utility.Utility)
    assert u.additive is (u == utility.linear())
    assert u.delta is (u in (utility.linear(), utility.exponential(50), utility.exponential(-50)))


@pytest.mark.parametrize("u", UTILITIES, ids=repr)
@pytest.mark.parametrize("bad", [math.nan, [1, math.inf], "10", None])
def test_bad_payoffs(u, bad):
    with pytest.raises(InvalidInputError, match=r"payoffs must be (finite|numbers)"):
        u(bad)
    with pytest.raises(InvalidInputError, match=r"utilities must be (finite|numbers)"):
        u.inverse(bad)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: utility.exponential(0), "risk_tolerance must not be 0; got 0"),
        (lambda: utility.exponential(math.inf), "risk_tolerance must be finite"),
        (lambda: utility.exponential("big"), "risk_tolerance must be a number; got 'big'"),
        (lambda: utility.logarithmic(-1), "wealth must be at least 0; got -1"),
        (lambda: utility.power(math.nan), "risk_aversion must be finite"),
        (lambda: utility.prospect(gain_exponent=0), "gain_exponent must be greater than 0"),
        (lambda: utility.prospect(loss_aversion=-1), "loss_aversion must be greater than 0"),
        (lambda: utility.prospect(reference_point=math.inf), "reference_point must be finite"),
        (
            lambda: utility.piecewise([1], [1]),
            r"of one length, at least 2; got shapes \(1,\) and \(1,\)",
        ),
        (lambda: utility.piecewise([1, 2], [1, 2, 3]), "of one length"),
        (lambda: utility.piecewise([2, 1], [0, 1]), "x must strictly ascend; got 2 followed by 1"),
        (
            lambda: utility.piecewise([1, 2, 3], [0, 1, 1]),
            "u must strictly ascend; got 1 followed by 1",
        ),
        (lambda: utility.piecewise([1, math.nan], [0, 1]), "x must be finite"),
    ],
)
def test_bad_parameters(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


@pytest.mark.parametrize(
    ("u", "payoff", "message"),
    [
        (
            utility.logarithmic(100),
            [5, -100],
            r"payoffs must exceed -100, the loss of all wealth; got -100 at \(1,\)",
        ),
        (utility.power(2), 0, "payoffs must be positive; got 0"),
        (utility.power(0.5), [[1, -3]], r"payoffs must be positive; got -3 at \(0, 1\)"),
        (
            utility.exponential(1),
            -1e4,
            "utility of payoffs must stay within floating-point range; got -10000",
        ),
        (utility.piecewise([0, 1], [0, 1]), 1.5, r"payoffs must be in \[0, 1\]; got 1.5"),
    ],
)
def test_domains(u, payoff, message):
    with pytest.raises(InvalidInputError, match=message):
        u(payoff)


@pytest.mark.parametrize(
    ("u", "level", "message"),
    [
        (utility.exponential(5), [0, 1], r"utilities must be below 1; got 1 at \(1,\)"),
        (utility.exponential(-5), -1, "utilities must be above -1; got -1"),
        (utility.power(0.5), -2, "utilities must be above -2; got -2"),
        (utility.power(2), 1, "utilities must be below 1; got 1"),
        (utility.power(1), 1e4, "payoff of utilities must stay within floating-point range"),
        (utility.logarithmic(1), 1e4, "payoff of utilities must stay within floating-point range"),
        (utility.piecewise([0, 1], [5, 6]), 4, r"utilities must be in \[5, 6\]; got 4"),
    ],
)
def test_ranges(u, level, message):
    with pytest.raises(InvalidInputError, match=message):
        u.inverse(level)


def test_a_utility_of_ones_own_needs_a_call_and_an_inverse_only():
    class Root(utility.Utility):
        def __call__(self, payoffs):
            return np.sqrt(payoffs)

        def inverse(self, utilities):
            return np.square(utilities)

    assert float(utility.certainty_equivalent([4, 16], [0.5, 0.5], Root())) == pytest.approx(9)
    with pytest.raises(NotImplementedError):
        utility.Utility()(1.0)

"""`wait_or_decide`: the widget factory, bounds, signals, samples, results of information."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from decision_analysis import Criterion, DecisionTable, trees
from decision_analysis.errors import InvalidInputError
from decision_analysis.timing import wait_or_decide
from decision_analysis.voi import evppi, evsi

STATES = ["300", "100"]
NOW = DecisionTable([[1600, -400], [0, 0]], STATES, ["invest", "leave"])
LATER = DecisionTable([[1700, -500], [0, 0]], STATES, ["invest", "leave"])


def test_dixit_and_pindycks_widget():
    """Investment under Uncertainty, chapter 2: 600 now, 773 by waiting, so that the option to wait
    is worth 173; and 2,200 is the investment at which the right to wait would be given up."""
    result = wait_or_decide(NOW, LATER, discount=1 / 1.1)
    assert result.decide == 600
    assert result.wait == pytest.approx(772.7272727)
    assert result.value == pytest.approx(172.7272727)
    assert (result.waits, result.best, result.standard_error) == (True, "invest", 0)
    assert dict(result.policy) == {"300": "invest", "100": "leave"}
    assert result.break_even_cost == pytest.approx(172.7272727)
    even = wait_or_decide(NOW, LATER, discount=1 / 1.1, waiting_cost=result.value)
    assert even.value == pytest.approx(0, abs=1e-9)
    assert not wait_or_decide(NOW, LATER, discount=1 / 1.1, waiting_cost=180).waits


@pytest.mark.parametrize(("goal", "sign"), [("max", 1), ("min", -1)])
def test_the_widget_of_two_samples(goal, sign):
    """Two samples, one a state: 600 = (1600 - 400) / 2 now, 850 / 1.1 = (1700 + 0) / 2.2 later."""
    now, later = (
        sign * np.array(part) for part in ([[1600, 0], [-400, 0]], [[1700, 0], [-500, 0]])
    )
    result = wait_or_decide(now, later, discount=1 / 1.1, goal=goal)
    assert (result.decide, result.wait) == pytest.approx((sign * 600, sign * 850 / 1.1))
    assert result.value == pytest.approx(850 / 1.1 - 600)


def test_waiting_is_never_bad_if_it_costs_nothing():
    rng = np.random.default_rng(1)
    for _ in range(20):
        values, p = rng.normal(size=(6, 3)), rng.dirichlet(np.ones(6))
        signals = rng.integers(0, 3, 6).tolist()
        some = wait_or_decide(values, signals=signals, probabilities=p)
        assert some.value >= -1e-12
        assert wait_or_decide(values, probabilities=p).value >= some.value - 1e-12
        assert wait_or_decide(values, probabilities=p, signals=[1] * 6).value == pytest.approx(0)
        # patience is what the rest hangs on
        assert wait_or_decide(values + 10, probabilities=p, discount=0.1).value < 0


def test_signals_by_hand():
    """Signal x joins states with probabilities .2 and .3: there a is worth .2 - .9 < 0 for b."""
    values = np.array([[1.0, 0], [-3, 0], [4, 0]])
    result = wait_or_decide(values, signals=["x", "x", "y"], probabilities=[0.2, 0.3, 0.5])
    assert result.decide == pytest.approx(0.2 - 0.9 + 2)
    assert result.wait == pytest.approx(2)
    assert dict(result.policy) == {"x": "1", "y": "0"}


def test_costs_are_to_be_small():
    costs = DecisionTable(
        -NOW.values, [Criterion(name, "min") for name in STATES], NOW.alternatives
    )
    result = wait_or_decide(costs, waiting_cost=10)
    assert (result.decide, result.wait) == (-600, -790)
    assert result.value == 190


def test_other_alternatives_later_and_states_in_another_order():
    more = DecisionTable([[-500, 1700], [0, 0], [50, 100]], STATES[::-1], ["go", "leave", "sell"])
    result = wait_or_decide(NOW, more, signals={"100": "low", "300": "high"})
    assert dict(result.policy) == {"high": "go", "low": "sell"}
    assert result.wait == pytest.approx((1700 + 50) / 2)


def test_samples_have_errors():
    """E max(X, 0) less max(E X, 0) for X normal (.3, 1), within 4.5 standard errors."""
    x = np.random.default_rng(2).normal(0.3, 1, 4000)
    values = pd.DataFrame({"go": x, "stay": 0.0})
    result = wait_or_decide(values, discount=0.9)
    truth = 0.9 * (stats.norm.pdf(0.3) + 0.3 * stats.norm.cdf(0.3)) - 0.3
    assert abs(result.value - truth) < 4.5 * result.standard_error
    assert 0 < result.standard_error < 0.02
    assert not result.policy


def test_information_of_other_analyses():
    rng = np.random.default_rng(3)
    x = rng.normal(0.3, 1, 2000)
    values = np.stack([x + rng.normal(size=2000), np.zeros(2000)], axis=1)
    known = evppi(values, {"x": x}, "x")
    told = evsi(values, {"x": x}, "x", {"m": x + rng.normal(size=2000)})
    for information in (known, told):
        result = wait_or_decide(values, information, discount=0.95, waiting_cost=0.05)
        assert result.wait == pytest.approx(0.95 * information.with_information - 0.05)
        assert result.decide == pytest.approx(information.without)
        own = 0.05 * values[:, 0].std(ddof=1) / np.sqrt(2000)
        error = np.hypot(0.95 * information.standard_error, own)
        assert result.standard_error == pytest.approx(error)
    oil = trees.Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    drill = trees.Decision("drill", {"drill": oil, "leave": 0})
    states = DecisionTable([[-70, 50, 200], [0, 0, 0]], ["d", "w", "s"], ["drill", "leave"])
    result = wait_or_decide(
        states, trees.clairvoyance(drill, "oil"), probabilities=[0.5, 0.3, 0.2], waiting_cost=30
    )
    assert (result.decide, result.wait, result.value) == pytest.approx((20, 25, 5))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"later": LATER.select(criteria=["300"])}, "later must name each state once"),
        ({"later": [[1.0], [2.0]]}, "values have labels of states or samples and later none"),
        ({"signals": ["a"]}, "signals must be 2, one for each state; got 1"),
        ({"signals": {"300": "a"}}, "signals must name each state once; missing"),
        ({"signals": [None, "a"]}, "the signal of '300'.* must be a number; got None"),
        ({"probabilities": [0.5, 0.6]}, "probabilities must sum to 1"),
        ({"discount": 0}, "discount must be"),
        ({"waiting_cost": -1}, "waiting_cost must be"),
        ({"goal": "max"}, "a DecisionTable knows its goal"),
    ],
)
def test_bad_input_is_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"wait_or_decide\(\).*{message}"):
        wait_or_decide(NOW, **options)


@pytest.mark.parametrize("shape", [(0, 2), (3, 0)])
def test_values_of_nothing_are_refused(shape):
    with pytest.raises(InvalidInputError, match=r"one sample axis; got \("):
        wait_or_decide(np.zeros(shape))


def test_signals_beside_information_are_refused():
    values = np.stack([np.arange(60.0) - 30, np.zeros(60)], axis=1)
    known = evppi(values, {"x": np.arange(60.0)}, "x")
    with pytest.raises(InvalidInputError, match="signals must be left out"):
        wait_or_decide(values, known, signals=list(range(60)))

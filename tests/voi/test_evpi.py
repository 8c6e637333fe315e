"""`evpi`: textbook cases, states and samples, goals, bad input."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import evpi

# Balakrishnan, Render, Stair: Managerial Decision Modeling with Spreadsheets, chapter 8 (Thompson
# Lumber)
THOMPSON = DecisionTable(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    ["high", "moderate", "low"],
    ["large", "small", "none"],
)
# Raiffa H. (1968) Decision Analysis: the oil wildcatter without the test
OIL = DecisionTable(
    [[-70, 50, 200], [0, 0, 0]], ["dry", "wet", "soaking"], ["drill", "don't drill"]
)


def test_thompson_lumber():
    result = evpi(THOMPSON, probabilities={"low": 0.2, "high": 0.3, "moderate": 0.5})
    assert result.value == pytest.approx(24_000, abs=1e-6)
    assert result.with_information == pytest.approx(110_000, abs=1e-6)
    np.testing.assert_allclose(result.expected, [86_000, 48_000, 0], atol=1e-6)
    assert (result.best, result.standard_error) == ("large", 0.0)


def test_oil_wildcatter():
    result = evpi(OIL, probabilities=[0.5, 0.3, 0.2])
    assert (result.value, result.without) == (
        pytest.approx(35, abs=1e-9),
        pytest.approx(20, abs=1e-9),
    )
    np.testing.assert_allclose(evpi(OIL).expected, [60, 0])


def test_costs_are_turned_round():
    costs = DecisionTable(
        -THOMPSON.values, [Criterion(name, "min") for name in "abc"], THOMPSON.alternatives
    )
    result = evpi(costs, probabilities=[0.3, 0.5, 0.2])
    assert (result.value, result.without) == (pytest.approx(24_000), pytest.approx(-86_000))
    assert result.best == "large"
    array = evpi(-THOMPSON.values.T, goal="min", probabilities=[0.3, 0.5, 0.2])
    assert (array.value, array.best, array.standard_error) == (pytest.approx(24_000), "0", 0.0)


def test_normal_net_benefit():
    """Jackson et al., R package voi: p1 + p2 of variance 5 against 0: sqrt(5) phi(0). False alarm
    below 1e-5."""
    generator = np.random.default_rng(1)
    benefit = generator.normal(0, 1, 2**16) + generator.normal(0, 2, 2**16)
    result = evpi(np.stack([np.zeros(2**16), benefit], axis=1))
    assert abs(result.value - 0.8920620580763856) < 4.5 * result.standard_error
    assert 0.003 < result.standard_error < 0.007
    assert result.parameters == {}


def test_scores_with_one_sample_axis():
    values = np.random.default_rng(0).normal(size=(50, 3))
    for higher in (True, False):
        scores = Scores(
            method="m", alternatives=tuple("abc"), scores=values, higher_is_better=higher
        )
        result = evpi(scores)
        array = evpi(values, goal="max" if higher else "min")
        assert result.value == array.value > 0
        assert result.best == "abc"[int(array.best)]
        top = values.max(axis=1) if higher else values.min(axis=1)
        assert result.with_information == pytest.approx(top.mean(), rel=1e-12)


def test_one_alternative_or_one_winner_needs_no_information():
    assert evpi([[1.0], [2.0]]).value == 0
    assert evpi([[1.0, 2.0], [3.0, 3.0]]).value == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: evpi([1.0, 2.0]), r"values must have shape \(S, A\), one sample axis; got \(2,\)"),
        (lambda: evpi([[1.0, 2.0]]), "at least two samples; got 1"),
        (lambda: evpi([[1.0, np.nan], [1, 2]]), "values must be finite"),
        (lambda: evpi([["a", "b"]]), "values must be numbers; got strings"),
        (lambda: evpi([[1.0, 2], [1, 2]], goal="most"), "goal must be one of"),
        (lambda: evpi(OIL, goal="max"), "a DecisionTable knows its goal"),
        (lambda: evpi(OIL, probabilities=[0.5, 0.3, 0.1]), r"must sum to 1; got 0.9 \('dry' 0.5"),
        (
            lambda: evpi(OIL, probabilities=[1.2, -0.2, 0]),
            "probability of 'wet' must not be negative",
        ),
        (lambda: evpi(OIL, probabilities=[0.5, 0.5]), "need 3 probabilities"),
        (
            lambda: evpi(OIL, probabilities={"dry": 1}),
            r"must name each state once; missing \['wet', 'soaking'\]",
        ),
        (lambda: evpi([[1.0, 2], [1, 2]], probabilities=[0.5, 0.6]), "must sum to 1"),
        (lambda: evpi(OIL.with_values(np.ones((4, 2, 3)))), r"no sample axes; got samples \(4,\)"),
        (
            lambda: evpi(DecisionTable([[1, 2]], ["u", Criterion("v", "min")], ["a"])),
            r"must share goal and unit; got 'u' \(max, ''\) and 'v' \(min, ''\)",
        ),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=rf"evpi\(\).*{message}"):
        call()


def test_the_standard_error_has_one_degree_of_freedom_less():
    """Gains 1, 0, 0 over the first: standard deviation sqrt(1/3), over sqrt(3)."""
    result = evpi([[0.0, 1.0], [0.0, -1.0], [0.0, -3.0]])
    assert (result.value, result.best) == (pytest.approx(1 / 3), "0")
    assert result.standard_error == pytest.approx(1 / 3, rel=1e-14)
    assert evpi([[0.0, 2.0], [0.0, -4.0]]).standard_error == pytest.approx(1.0, rel=1e-14)


def test_scramblings_are_the_independent_samples():
    """Gains of the blocks 1/2, 0, 1, 1/2: mean 1/2, standard deviation sqrt(1/6), over sqrt(4)."""
    values = [[0.0, b] for b in (1, -5, -5, -5, 1, 1, -5, 1)]
    result = evpi(values, scramblings=4)
    assert result.value == evpi(values).value == pytest.approx(0.5)
    assert result.standard_error == pytest.approx(np.sqrt(1 / 6) / 2, rel=1e-14)
    assert evpi(values, scramblings=8).standard_error == evpi(values).standard_error
    assert evpi(np.array(values) * 1e140, scramblings=4).standard_error == pytest.approx(
        1e140 * result.standard_error
    )
    assert dict(result.parameters) == {"scramblings": 4}
    assert evpi(values, scramblings=1).standard_error == evpi(values).standard_error


@pytest.mark.parametrize("power", [-1000, 490])
def test_any_unit_will_do(power):
    values = np.random.default_rng(3).normal(size=(50, 3))
    plain, scaled = evpi(values), evpi(np.ldexp(values, power))
    assert scaled.value == np.ldexp(plain.value, power) > 0
    assert scaled.standard_error == np.ldexp(plain.standard_error, power) > 0


def test_what_all_have_in_common_does_not_count():
    """Means within 1e-12 of 10^13 tie for the label, not for the value."""
    values = np.random.default_rng(4).normal([0, 0.5], size=(400, 2))
    assert evpi(values + 1e13).value == pytest.approx(evpi(values).value, rel=0.01)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scramblings": 3}, "must part the 4 samples into blocks of equal length; got 3"),
        ({"scramblings": 0}, "scramblings must be at least 1; got 0"),
        ({"scramblings": 2.0}, "scramblings must be an integer; got 2.0"),
        ({"scramblings": 2, "probabilities": [0.25] * 4}, "without probabilities; got 2"),
    ],
)
def test_bad_scramblings_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"evpi\(\): .*{message}"):
        evpi(np.ones((4, 2)), **options)


def test_what_all_values_have_in_common_hides_nothing():
    values = np.random.default_rng(1).normal(size=(1000, 3)) * 0.5
    plain = evpi(values)
    for offset in (1e6, 1e11):
        moved = evpi(values + offset)
        assert moved.value == pytest.approx(plain.value, abs=1e-15 * offset)
        assert moved.best == plain.best
    # the best is the one whose value is told, though all tie but for 1e-12 of the value
    near = evpi(np.array([[1e13, 1e13 + 4], [1e13, 1e13 + 6]]))
    assert near.best == "1"
    assert near.without == 1e13 + 5
    assert evpi(np.array([[1e11, 1e11 + 0.25], [1e11, 1e11 - 0.125]])).value == 0.0625

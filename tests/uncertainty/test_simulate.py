"""`simulate`: samples and tables, the same whatever the batch and the workers, and what a model may
return."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import stats

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters
from decision_analysis._limits import CHUNK
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import simulate

PARAMETERS = Parameters(
    [
        Parameter("p", 0.5, low=0.2, high=0.8),
        Parameter("x", 10, stats.norm(10, 2)),
        Parameter("fixed", 3),
    ]
)
N = 2 * CHUNK + 77


def model(given):
    rows = {
        "safe": [40.0, given["fixed"]],
        "risky": [given["p"] * 10 * given["x"], np.exp(given["p"])],
    }
    return DecisionTable.from_rows(rows, ["payoff", Criterion("cost", "min")])


def test_samples_are_those_of_the_parameters_and_rows_belong_together():
    result = simulate(model, PARAMETERS, n_samples=N, rng=5)
    expected = PARAMETERS.sample(N, rng=5)
    for name in PARAMETERS:
        np.testing.assert_array_equal(result.samples[name], expected[name])
    assert result.table.sample_shape == (N,)
    np.testing.assert_array_equal(result.table.values[:, 1, 0], expected["p"] * 10 * expected["x"])
    assert result.table.maximize.tolist() == [True, False]
    assert not result.samples["p"].flags.writeable


def test_answers_do_not_depend_on_workers_or_batch():
    expected = simulate(model, PARAMETERS, n_samples=N, rng=5, correlation={("p", "x"): 0.6})
    with ThreadPoolExecutor(2) as pool:
        for workers, batch in (
            (None, 1),
            (None, 10**6),
            (1, 1),
            (4, 20_000),
            (pool, 8192),
            (map, 50_000),
        ):
            found = simulate(
                model,
                PARAMETERS,
                n_samples=N,
                rng=5,
                correlation={("p", "x"): 0.6},
                workers=workers,
                batch=batch,
            )
            np.testing.assert_array_equal(found.table.values, expected.table.values)
            np.testing.assert_array_equal(found.samples["x"], expected.samples["x"])


@pytest.mark.parametrize("design", ["sobol", "lhs", "random"])
def test_designs(design):
    """Mean of p times x in standard errors of random draws; false alarm below 1e-5."""
    result = simulate(model, PARAMETERS, n_samples=4096, rng=1, design=design)
    payoff = result.table.values[:, 1, 0]
    assert abs(payoff.mean() - 50) < 4.5 * payoff.std() / 64


def test_a_model_without_samples_is_broadcast():
    table = DecisionTable([[1.0, 2.0]], ["u", "v"], ["only"])
    result = simulate(lambda given: table, PARAMETERS, n_samples=5, rng=0)
    assert result.table.values.tolist() == [[[1.0, 2.0]]] * 5


def test_a_model_cannot_change_its_samples():
    def greedy(given):
        given["p"] *= 2
        return model(given)

    with pytest.raises(ValueError, match="read-only"):
        simulate(greedy, PARAMETERS, n_samples=5, rng=0)


def test_labels_must_not_change_between_chunks():
    def fickle(given):
        last = "b" if len(given["p"]) < CHUNK else "c"
        return DecisionTable.from_rows({"a": [given["p"]], last: [1.0]}, ["v"])

    with pytest.raises(
        InvalidInputError,
        match=r"same alternatives in every call; got \['a', 'c'\] and \['a', 'b'\]",
    ):
        simulate(fickle, PARAMETERS, n_samples=CHUNK + 1, rng=0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: simulate(3, PARAMETERS, n_samples=4),
            r"simulate\(\): model must be a function .*; got 3",
        ),
        (lambda: simulate(model, {"p": 1}, n_samples=4), "parameters must be Parameters; got dict"),
        (lambda: simulate(model, PARAMETERS, n_samples=0), "n_samples must be at least 1; got 0"),
        (
            lambda: simulate(model, PARAMETERS, n_samples=2.5),
            "n_samples must be an integer; got 2.5",
        ),
        (
            lambda: simulate(model, PARAMETERS, n_samples=4, design="halton"),
            "design must be one of",
        ),
        (lambda: simulate(model, PARAMETERS, n_samples=4, rng="x"), "rng must be None"),
        (lambda: simulate(model, PARAMETERS, n_samples=4, batch=0), "batch must be at least 1"),
        (
            lambda: simulate(lambda given: 1.0, PARAMETERS, n_samples=4),
            "must return a DecisionTable; got float",
        ),
        (
            lambda: simulate(
                lambda given: DecisionTable(np.ones((3, 1, 1)), ["v"], ["a"]),
                PARAMETERS,
                n_samples=4,
            ),
            r"must return a table with samples \(4,\).*; got samples \(3,\)",
        ),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_repr_summarizes():
    text = repr(simulate(model, PARAMETERS, n_samples=64, rng=0))
    assert text.splitlines()[0] == "simulate: 2 alternatives, 64 samples of 3 parameter(s)"
    assert "safe         payoff" in text


def test_scramblings_are_those_of_the_sample_and_are_told():
    ledger = Parameters([Parameter("x", 0.5, low=0, high=1)])

    def identity(given):
        return DecisionTable.from_rows({"a": [given["x"]]}, ["v"])

    result = simulate(identity, ledger, n_samples=2**14, rng=5, scramblings=8)
    np.testing.assert_array_equal(
        result.samples["x"], ledger.sample(2**14, rng=5, scramblings=8)["x"]
    )
    assert result.parameters["scramblings"] == 8
    assert "scramblings" not in simulate(identity, ledger, n_samples=64, rng=5).parameters
    with pytest.raises(
        InvalidInputError, match=r"simulate\(\): scramblings must part the 10 samples"
    ):
        simulate(identity, ledger, n_samples=10, scramblings=3)

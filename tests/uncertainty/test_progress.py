"""`progress` of `smaa` and `simulate`: told from 0 to the total, in order, whoever computes."""

import threading

import numpy as np
import pytest

from decision_analysis import DecisionTable, Parameter, Parameters, Scores
from decision_analysis._limits import CHUNK
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import simulate, smaa

CERTAIN = DecisionTable([[1, 0], [0, 1]], ["x", "y"], ["a", "b"])
PARAMETERS = Parameters([Parameter("p", 0.5, low=0, high=1)])


def weighted(table, weights):
    scores = np.einsum("...ac,...c->...a", table.values, weights)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def model(x):
    return DecisionTable.from_rows({"a": [x["p"], 0], "b": [0, 0.5]}, ["x", "y"])


def told(call, **options):
    steps = []
    call(progress=lambda *step: steps.append(step), rng=0, **options)
    return steps


@pytest.mark.parametrize("workers", [None, 2, map])
def test_each_chunk_is_told(workers):
    n = 2 * CHUNK + 5
    done = [0, CHUNK, 2 * CHUNK, n]
    certain = told(lambda **o: smaa(CERTAIN, weighted, n_samples=n, workers=workers, **o))
    assert certain == [(part, n, "rank acceptability") for part in done]
    drawn = told(lambda **o: simulate(model, PARAMETERS, n_samples=n, workers=workers, **o))
    assert drawn == [(part, n, "samples") for part in done]


def test_both_passes_are_of_one_work():
    n = CHUNK + 5
    steps = told(lambda **o: smaa(model, weighted, parameters=PARAMETERS, n_samples=n, **o))
    first = [(part, 2 * n, "rank acceptability") for part in (0, CHUNK, n)]
    again = [(n + part, 2 * n, "confidence factors") for part in (CHUNK, n)]
    assert steps == first + again


def test_it_changes_no_answer():
    quiet = smaa(CERTAIN, weighted, n_samples=100, rng=3)
    assert smaa(CERTAIN, weighted, n_samples=100, rng=3, progress=print_nothing).equals(quiet)


def print_nothing(done, total, what):
    pass


@pytest.mark.parametrize("workers", [None, 2])
def test_what_it_raises_ends_the_run_and_leaves_nothing_running(workers):
    before = threading.active_count()

    def stop(done, total, what):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        smaa(CERTAIN, weighted, n_samples=20 * CHUNK, workers=workers, progress=stop)
    with pytest.raises(KeyboardInterrupt):
        simulate(model, PARAMETERS, n_samples=20 * CHUNK, workers=workers, progress=stop)
    assert threading.active_count() <= before


@pytest.mark.parametrize(
    ("progress", "message"),
    [
        (3, "progress must be a function or None; got 3"),
        (lambda done: None, "progress must be a function of what is done, the total and"),
    ],
)
def test_what_is_no_such_function_is_refused(progress, message):
    with pytest.raises(InvalidInputError, match=rf"smaa\(\).*{message}"):
        smaa(CERTAIN, weighted, progress=progress)
    with pytest.raises(InvalidInputError, match=rf"simulate\(\).*{message}"):
        simulate(model, PARAMETERS, n_samples=8, progress=progress)

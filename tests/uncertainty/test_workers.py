"""Tasks carry their own rows and no others; processes, threads and eight calls at once answer
alike."""

import multiprocessing
import pickle
import threading
from concurrent.futures import Future, ProcessPoolExecutor

import numpy as np
import pytest
from scipy import stats

from decision_analysis import DecisionTable, Parameter, Parameters, Scores
from decision_analysis._limits import CHUNK
from decision_analysis.uncertainty import WeightSpace, simulate, smaa

ALTERNATIVES, CRITERIA = 20, 10
NAMES = [f"c{i}" for i in range(CRITERIA)]
LABELS = [f"a{i}" for i in range(ALTERNATIVES)]
PARAMETERS = Parameters([Parameter(name, 0.0, stats.norm()) for name in "uvw"])
EFFECTS = np.random.default_rng(0).normal(size=(3, ALTERNATIVES * CRITERIA))
FIELDS = (
    "rank_acceptability",
    "standard_error",
    "central_weights",
    "confidence",
    "confidence_standard_error",
    "pairwise_winning",
    "pairwise_winning_standard_error",
)


def weighted(table, weights):
    scores = np.matmul(table.values, np.asarray(weights)[..., None])[..., 0]
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def model(x):
    values = np.stack([x[name] for name in "uvw"], axis=-1) @ EFFECTS
    return DecisionTable(values.reshape(-1, ALTERNATIVES, CRITERIA), NAMES, LABELS)


def stored(rows):
    values = np.random.default_rng(1).normal(size=(rows, 5, 4))
    return DecisionTable(values, NAMES[:4], LABELS[:5])


class Weighing:
    """An executor that computes here and keeps the size of what it would send elsewhere."""

    def __init__(self):
        self.sizes = []

    def submit(self, *call):
        sent = pickle.dumps(call)
        self.sizes.append(len(sent))
        function, *arguments = pickle.loads(sent)
        future = Future()
        future.set_result(function(*arguments))
        return future

    def map(self, function, parts):
        return [self.submit(function, part).result() for part in parts]


def same(one, other):
    for field in FIELDS:
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


@pytest.mark.parametrize("way", ["submit", "map"])
@pytest.mark.parametrize(
    ("rows", "draws"), [(3 * CHUNK, 3 * CHUNK), (500, 20_000), (40_000, 20_000)]
)
def test_a_task_carries_the_stored_rows_that_it_needs(rows, draws, way):
    weighing, table = Weighing(), stored(rows)
    found = smaa(
        table,
        weighted,
        n_samples=draws,
        rng=0,
        workers=weighing if way == "submit" else weighing.map,
    )
    same(found, smaa(table, weighted, n_samples=draws, rng=0))
    row = 8 * 5 * 4
    largest = min(CHUNK, rows) * (row + 8)
    assert max(weighing.sizes) < largest + 40_000
    # two passes: one of the draws, one of the distinct rows; a row at a border may go to both sides
    rounds = -(-draws // CHUNK) + -(-min(rows, draws) // CHUNK)
    passes = min(rows, draws) * 2 + rounds
    assert sum(weighing.sizes) < passes * (row + 8) + 40_000 * (rounds + 4)


@pytest.mark.parametrize("correlation", [None, {("u", "v"): 0.5}])
def test_a_task_carries_its_rows_of_a_latin_hypercube(correlation):
    weighing, n = Weighing(), 2 * CHUNK + 9
    options = {"n_samples": n, "rng": 0, "design": "lhs", "correlation": correlation}
    found = simulate(model, PARAMETERS, workers=weighing, **options)
    here = simulate(model, PARAMETERS, **options)
    assert max(weighing.sizes) < 8 * 3 * CHUNK + 40_000
    np.testing.assert_array_equal(found.table.values, here.table.values)
    for name, drawn in PARAMETERS.sample(n, rng=0, design="lhs", correlation=correlation).items():
        np.testing.assert_array_equal(found.samples[name], drawn)
    weighing.sizes.clear()
    same(
        smaa(model, weighted, parameters=PARAMETERS, workers=weighing, **options),
        smaa(model, weighted, parameters=PARAMETERS, **options),
    )
    assert max(weighing.sizes) < 8 * 3 * CHUNK + 40_000


@pytest.mark.slow
def test_processes_answer_the_same_to_the_last_bit():
    table, n = stored(12_000), 20_000
    space = WeightSpace(NAMES[:4]).order("c0 > c1").bounds("c2", 0.1, 0.3)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        for workers in (pool, pool.map):
            same(
                smaa(table, weighted, weights=space, n_samples=n, rng=0, workers=workers),
                smaa(table, weighted, weights=space, n_samples=n, rng=0),
            )
        for design in ("sobol", "lhs", "random"):
            options = {
                "n_samples": n,
                "rng": 3,
                "design": design,
                "correlation": {("w", "u"): -0.4},
            }
            found = simulate(model, PARAMETERS, workers=pool, **options)
            here = simulate(model, PARAMETERS, **options)
            np.testing.assert_array_equal(found.table.values, here.table.values)
            np.testing.assert_array_equal(found.samples["w"], here.samples["w"])


def test_eight_calls_at_once_answer_as_one_does():
    """One BLAS thread in each: two sum up in another order, and central weights differ in their
    last bit."""
    options = {"parameters": PARAMETERS, "n_samples": 9000, "rng": 4}
    space = WeightSpace(NAMES).order("c0 > c1").bounds("c2", 0.1, 0.3)
    calls = [
        lambda: smaa(model, weighted, **options),
        lambda: smaa(model, weighted, weights=space, workers=2, **options),
    ]
    expected = [call() for call in calls]
    found = []

    def work(number):
        found.append((number % 2, calls[number % 2]()))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    for number, result in found:
        same(result, expected[number])


@pytest.mark.slow
def test_dask_answers_the_same_to_the_last_bit_without_a_warning():
    import distributed

    values = np.random.default_rng(1).normal(size=(10_000, ALTERNATIVES, CRITERIA))
    table = DecisionTable(values, NAMES, LABELS)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = smaa(table, weighted, n_samples=10_000, rng=0, workers=client)
    same(found, smaa(table, weighted, n_samples=10_000, rng=0))


@pytest.mark.slow
def test_too_many_rankings_are_seen_in_each_process():
    """Twenty alternatives are ranked in more ways than are told apart, five are not."""
    table = DecisionTable(np.random.default_rng(2).random((20, 8)), NAMES[:8], LABELS)
    options = {"n_samples": 60 * CHUNK, "rng": 0}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        for some in (table, DecisionTable(table.values[:5], NAMES[:8], LABELS[:5])):
            here = smaa(some, weighted, **options)
            found = smaa(some, weighted, workers=pool, **options)
            same(found, here)
            assert found.distinct_rankings == here.distinct_rankings
            assert found.ranking_entropy == here.ranking_entropy
    assert smaa(table, weighted, **options).distinct_rankings is None

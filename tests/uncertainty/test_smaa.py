"""`smaa`: exact small cases, ties, sampled performances, models, independence of workers, bad
input."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters, Scores
from decision_analysis._limits import CHUNK
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, exact_acceptability, simulate, smaa

THREE = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])


def weighted(table, weights):
    """Sum the performances, costs turned round, with the weights."""
    oriented = np.where(table.maximize, table.values, -table.values)
    scores = (oriented * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def within(found, expected, error, limit=4.5):
    assert np.abs(np.asarray(found) - expected).max() <= limit * max(float(np.max(error)), 1e-9)


def test_three_alternatives_on_two_criteria():
    """Exact: first where the weight of x is above .6, below .4, between. False alarm below 1e-4 for
    a seed."""
    result = smaa(THREE, weighted, n_samples=2**15, rng=1)
    exact = [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]]
    within(result.rank_acceptability, exact, result.standard_error)
    within(result.central_weights, [[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]], 0.0015)
    within(
        result.pairwise_winning,
        [[0, 0.5, 0.4], [0.5, 0, 0.4], [0.6, 0.6, 0]],
        np.sqrt(0.25 / 2**15),
    )
    assert result.confidence.tolist() == [1.0, 1.0, 1.0]
    shares = result.rank_acceptability
    np.testing.assert_allclose(
        result.standard_error, np.sqrt(shares * (1 - shares) / 2**15), atol=1e-9
    )


def test_central_weights_are_the_order_centroids():
    """Each of three is first where its weight is largest: centroid (11/18, 7/36, 7/36). False alarm
    below 1e-4."""
    result = smaa(
        DecisionTable(np.eye(3), list("xyz"), list("abc")), weighted, n_samples=2**15, rng=2
    )
    expected = np.full((3, 3), 7 / 36)
    np.fill_diagonal(expected, 11 / 18)
    within(result.central_weights, expected, 0.15 / np.sqrt(2**15 / 3))
    within(result.rank_acceptability, 1 / 3, result.standard_error)


def test_rows_and_columns_sum_to_one():
    table = DecisionTable(
        np.random.default_rng(0).normal(size=(7, 4)), list("wxyz"), list("abcdefg")
    )
    result = smaa(table, weighted, n_samples=1000, rng=0)
    np.testing.assert_allclose(result.rank_acceptability.sum(axis=0), 1, atol=1e-12)
    np.testing.assert_allclose(result.rank_acceptability.sum(axis=1), 1, atol=1e-12)
    wins = result.pairwise_winning
    np.testing.assert_allclose((wins + wins.T)[~np.eye(7, dtype=bool)], 1, atol=1e-12)
    np.testing.assert_allclose(
        wins.sum(axis=1), (result.rank_acceptability * np.arange(6, -1, -1)).sum(axis=1)
    )


def test_ties_share_ranks():
    table = DecisionTable([[1, 1], [2, 2], [2, 2], [0, 0]], ["x", "y"], list("abcd"))
    result = smaa(table, weighted, n_samples=300, rng=0)
    expected = [[0, 0, 1, 0], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 0, 1]]
    np.testing.assert_allclose(result.rank_acceptability, expected, atol=1e-12)
    np.testing.assert_allclose(result.standard_error, 0, atol=1e-9)
    assert result.pairwise_winning[1].tolist() == [1.0, 0.0, 0.5, 1.0]
    # that a half of each sample goes to either is certain
    np.testing.assert_allclose(result.pairwise_winning_standard_error, 0, atol=1e-9)
    assert result.confidence.tolist() == [0.0, 1.0, 1.0, 0.0]
    assert np.isnan(result.central_weights[[0, 3]]).all()
    np.testing.assert_allclose(result.central_weights[1], result.central_weights[2])
    assert result.central_weights[1].sum() == pytest.approx(1, abs=1e-12)


def test_a_weight_space_narrows_and_is_matched_by_name():
    space = WeightSpace(["y", "x"]).order("x > y").bounds("x", 0.5, 0.7)
    result = smaa(THREE, weighted, weights=space, n_samples=2**14, rng=3)
    within(result.rank_acceptability[:, 0], [0.5, 0.0, 0.5], result.standard_error)
    within(result.central_weights[[0, 2]], [[0.65, 0.35], [0.55, 0.45]], 0.001)
    with pytest.raises(
        InvalidInputError, match=r"weights must name each criterion once; missing \['y'\], unknown"
    ):
        smaa(THREE, weighted, weights=WeightSpace(["x", "z"]))


def test_fixed_weights_leave_the_performances_uncertain():
    """P(N(0, 1) > N(.5, 1)) = Phi(-.5 / sqrt 2); confidence equals the share. False alarm below
    1e-5."""
    values = np.random.default_rng(4).normal([0, 0.5], 1, size=(2**14, 2))[:, :, None]
    table = DecisionTable(values, ["v"], ["a", "b"])
    result = smaa(table, weighted, n_samples=2**14, rng=5)
    first = (values[:, 0, 0] > values[:, 1, 0]).mean()
    assert result.rank_acceptability[0, 0] == pytest.approx(first, abs=1e-12)
    np.testing.assert_allclose(result.confidence, [first, 1 - first], atol=1e-12)
    within(first, stats.norm.cdf(-0.5 / np.sqrt(2)), 0.5 / 2**7)


def test_stored_samples_are_each_used_equally_often():
    seen = []

    def recording(table, weights):
        seen.append(table.values[:, 0, 0])
        return weighted(table, weights)

    table = DecisionTable(np.arange(50.0)[:, None, None] * [[1.0], [2.0]], ["v"], ["a", "b"])
    smaa(table, recording, n_samples=200, rng=0)
    assert np.bincount(seen[0].astype(int)).tolist() == [4] * 50
    assert not np.array_equal(seen[0][:50], np.arange(50))
    seen.clear()
    smaa(table, recording, n_samples=20, rng=0)
    assert len(set(seen[0])) == 20


PARAMETERS = Parameters([Parameter("u", 0.0, stats.norm(0, 1)), Parameter("k", 0.3)])


def model(given):
    rows = {"a": [given["u"], 1.0], "b": [given["k"], 1.2], "c": [-given["u"], 0.9]}
    return DecisionTable.from_rows(rows, ["gain", Criterion("cost", "min")])


def test_a_model_gives_the_same_as_its_simulated_table_on_average():
    """Two estimates of the same shares, 4.5 standard errors of the difference; false alarm below
    1e-4."""
    direct = smaa(model, weighted, parameters=PARAMETERS, n_samples=2**14, rng=6)
    table = simulate(model, PARAMETERS, n_samples=2**14, rng=7).table
    stored = smaa(table, weighted, n_samples=2**14, rng=8)
    error = np.sqrt(direct.standard_error**2 + stored.standard_error**2)
    within(direct.rank_acceptability, stored.rank_acceptability, error)
    within(direct.confidence, stored.confidence, 0.006)
    assert direct.alternatives == ("a", "b", "c")


@pytest.mark.parametrize("kind", ["model", "stored", "certain"])
def test_answers_do_not_depend_on_workers_or_batch(kind):
    n = 2 * CHUNK + 11
    table, options = THREE, {}
    if kind == "model":
        table, options = model, {"parameters": PARAMETERS, "design": "random"}
    elif kind == "stored":
        table = simulate(model, PARAMETERS, n_samples=1000, rng=7).table
    expected = smaa(table, weighted, n_samples=n, rng=9, **options)
    with ThreadPoolExecutor(2) as pool:
        for workers, batch in ((None, 1), (1, 10**6), (4, 20_000), (pool, 8192), (map, 50_000)):
            found = smaa(
                table, weighted, n_samples=n, rng=9, workers=workers, batch=batch, **options
            )
            for name in (
                "rank_acceptability",
                "central_weights",
                "confidence",
                "pairwise_winning",
                "standard_error",
                "expected_rank_standard_error",
                "holistic_acceptability",
                "rank_entropy",
                "ranking_entropy",
                "distinct_rankings",
            ):
                np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_a_kind_of_scores_with_ranks_of_its_own_is_ranked_by_these():
    class Upside(Scores):
        @property
        def ranks(self):
            return 4 - super().ranks

    def method(table, weights):
        found = weighted(table, weights)
        return Upside(method="m", alternatives=found.alternatives, scores=found.scores)

    plain, turned = (smaa(THREE, m, n_samples=2000, rng=0) for m in (weighted, method))
    np.testing.assert_allclose(turned.rank_acceptability, plain.rank_acceptability[:, ::-1])


@pytest.mark.parametrize("shape", [(3,), (1000, 3), (1000, 3, "F")])
def test_scores_of_any_layout_will_do(shape):
    def method(table, weights):
        scores = weighted(table, weights).scores[:1000]
        if len(shape) == 1:
            scores = np.array([3.0, 1.0, 2.0])
        scores = np.asfortranarray(scores) if shape[-1] == "F" else scores
        return Scores(method="m", alternatives=table.alternatives, scores=scores)

    found = smaa(THREE, method, n_samples=1000, rng=0)
    if len(shape) == 1:
        np.testing.assert_array_equal(found.rank_acceptability, np.eye(3)[[0, 2, 1]])
    else:
        assert found.equals(smaa(THREE, weighted, n_samples=1000, rng=0))


def ranked(ranks):
    return lambda table, weights: SimpleNamespace(ranks=np.asarray(ranks))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: smaa(3, weighted), "table must be a DecisionTable or a model; got 3"),
        (lambda: smaa(model, weighted), "a model needs parameters="),
        (
            lambda: smaa(model, weighted, parameters={"u": 1}),
            "parameters must be Parameters; got dict",
        ),
        (
            lambda: smaa(THREE, weighted, parameters=PARAMETERS),
            "parameters and correlation belong to a model",
        ),
        (lambda: smaa(THREE, 3), "method must be a function of a table and weights; got 3"),
        (
            lambda: smaa(THREE, weighted, weights="equal"),
            "weights must be 'uniform' or a WeightSpace; got 'equal'",
        ),
        (
            lambda: smaa(THREE, weighted, weights=[0.5, 0.5]),
            "weights must be 'uniform' or a WeightSpace",
        ),
        (lambda: smaa(THREE, weighted, n_samples=0), "n_samples must be at least 1"),
        (lambda: smaa(THREE, weighted, rng=1.5), "rng must be None"),
        (lambda: smaa(THREE, weighted, batch=0), "batch must be at least 1"),
        (
            lambda: smaa(THREE.with_values(np.ones((2, 2, 3, 2))), weighted),
            r"one sample axis or none; got \(2, 2\)",
        ),
        (lambda: smaa(THREE, lambda t, w: w), "must return a result with .ranks; got ndarray"),
        (
            lambda: smaa(THREE, ranked([[1, 2, 3]]), n_samples=5),
            r"ranks of shape \(5, 3\).*; got \(1, 3\)",
        ),
        (
            lambda: smaa(
                THREE,
                lambda t, w: Scores(method="m", alternatives=list("abc"), scores=w @ w.T[:, :3]),
            ),
            "must return a result for the table's alternatives",
        ),
        (
            lambda: smaa(
                THREE,
                lambda t, w: Scores(
                    method="m", alternatives=t.alternatives, scores=np.ones((2, 3))
                ),
                n_samples=5,
            ),
            r"ranks of shape \(5, 3\).*; got \(2, 3\)",
        ),
        (lambda: smaa(THREE, ranked([1, 1, 2]), n_samples=5), "must be competition ranks"),
        (lambda: smaa(THREE, ranked([0, 1, 2]), n_samples=5), "must be competition ranks"),
        (lambda: smaa(THREE, ranked([1.0, 2.0, 3.0]), n_samples=5), "must be competition ranks"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=rf"smaa\(\).*{message}"):
        call()


def test_result_shows_itself_and_is_frozen():
    result = smaa(THREE, weighted, n_samples=100, rng=0)
    text = repr(result)
    assert text.startswith("SMAA: 3 alternatives, 100 samples\n   alternative  rank 1")
    assert "confidence" in text
    assert not result.rank_acceptability.flags.writeable
    assert set(result.to_dict()) >= {"rank_acceptability", "central_weights", "confidence"}
    assert len(result.references) == 2


def test_rows_stand_by_the_acceptability_of_the_first_rank_and_then_of_the_next():
    table = DecisionTable(
        [[0.1, 0.1], [0.2, 0.2], [0.5, 0.5], [0.7, 0.1], [0.2, 0.9]],
        ["x", "y"],
        ["last", "fourth", "never first", "sometimes first", "mostly first"],
    )
    expected = ["mostly first", "sometimes first", "never first", "fourth", "last"]
    for analyze in (smaa, exact_acceptability):
        _, rows = analyze(table, weighted)._rows()
        assert [row[0] for row in rows] == expected

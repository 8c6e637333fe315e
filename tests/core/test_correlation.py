"""Correlated samples: by pairs, few rows, streams by name, the nearest that is feasible."""

import itertools

import numpy as np
import pandas as pd
import pytest
import scipy.stats

import decision_analysis as da
from decision_analysis.core import _correlation, _sampling
from decision_analysis.errors import ConvergenceError, InvalidInputError


def normal(*names):
    return da.Parameters([da.Parameter(name, 0, scipy.stats.norm()) for name in names])


def rank_correlation(samples, first, second):
    return scipy.stats.spearmanr(samples[first], samples[second])[0]


# Latin hypercubes of few rows


@pytest.mark.parametrize(("rows", "names"), [(3, "xy"), (4, "xyz"), (5, "xyz"), (6, "uvxyz")])
def test_few_rows_of_a_correlated_hypercube_are_drawn_until_they_can_be(rows, names):
    for seed in range(100):
        samples = normal(*names).sample(
            rows, rng=seed, design="lhs", correlation={(names[0], names[1]): 0.5}
        )
        slices = np.floor(scipy.stats.norm.cdf(samples[names[0]]) * rows)
        assert sorted(slices) == list(range(rows))


def test_a_hypercube_that_stays_singular_is_refused(monkeypatch):
    monkeypatch.setattr(_sampling, "_SINGULAR", 1.0)
    with pytest.raises(
        InvalidInputError,
        match=r"sample\(\): correlated 'lhs' needs more rows for 2 parameters; got 3",
    ):
        normal("x", "y").sample(3, rng=0, design="lhs", correlation={("x", "y"): 0.5})


@pytest.mark.parametrize("rho", [-0.7, 0.0, 0.6])
def test_hypercubes_have_the_correlation_though_their_scores_had_another(rho):
    # The scores' own correlation at 60 rows has a standard deviation of .13 over draws
    missed = [
        rank_correlation(
            normal("x", "y").sample(60, rng=seed, design="lhs", correlation={("x", "y"): rho}),
            "x",
            "y",
        )
        - rho
        for seed in range(30)
    ]
    assert np.sqrt(np.mean(np.square(missed))) < 0.04


def test_the_own_correlations_of_many_scores_are_taken_out_all_at_once():
    # Of 20 parameters in 40 rows; with the factor's inverse untransposed the error is .18
    names = [f"x{i}" for i in range(20)]
    wanted = dict.fromkeys(itertools.combinations(names, 2), 0.6)
    missed = []
    for seed in range(5):
        drawn = normal(*names).sample(40, rng=seed, design="lhs", correlation=wanted)
        missed += [rank_correlation(drawn, *pair) - 0.6 for pair in wanted]
    assert np.sqrt(np.mean(np.square(missed))) < 0.07


# Streams by name in design 'random'


def equal(one, other, names):
    return all(np.array_equal(one[name], other[name]) for name in names)


def test_streams_go_by_name():
    n = 9000
    two = normal("a", "b").sample(n, rng=0, design="random")
    for more in (("x", "a", "b"), ("b", "a"), ("a", "b", "x", "y")):
        assert equal(two, normal(*more).sample(n, rng=0, design="random"), "ab")
    assert equal(two, normal("a").sample(n, rng=0, design="random"), "a")
    assert abs(np.corrcoef(two["a"], two["b"])[0, 1]) < 0.05
    assert not equal(two, normal("a", "b").sample(n, rng=1, design="random"), "a")


def test_streams_by_name_are_the_same_on_every_machine():
    found = normal("price", "Größe").sample(2, rng=7, design="random")
    assert found["price"] == pytest.approx([0.8042066960681973, -1.4468532363023938], rel=1e-9)
    assert found["Größe"] == pytest.approx([-1.2694377394043628, -1.8876566585967027], rel=1e-9)


def test_correlated_groups_are_mixed_apart_and_whatever_their_order():
    said = {("a", "b"): 0.6, ("b", "c"): -0.3}
    three = normal("a", "b", "c").sample(9000, rng=3, design="random", correlation=said)
    for more in (("c", "b", "a"), ("x", "c", "a", "y", "b")):
        other = normal(*more).sample(9000, rng=3, design="random", correlation=said)
        assert equal(three, other, "abc")
    joined = normal("a", "b", "c", "d", "e").sample(
        9000, rng=3, design="random", correlation={**said, ("d", "e"): 0.9}
    )
    assert equal(three, joined, "abc")
    plain = normal("a", "b", "c", "x").sample(9000, rng=3, design="random")
    mixed = normal("a", "b", "c", "x").sample(9000, rng=3, design="random", correlation=said)
    assert equal(plain, mixed, "x")
    # 4.5 standard errors of Spearman's rho
    assert rank_correlation(three, "a", "b") == pytest.approx(0.6, abs=0.04)
    assert rank_correlation(three, "a", "c") == pytest.approx(0.0, abs=0.05)


# Contradictions, and the nearest


def test_higham_has_the_nearest_matrix():
    """Higham (2002), section 4: .7607 and .1573 for ones beside the diagonal and a zero in the
    corner."""
    given = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]])
    found = _correlation.nearest_positive(given)
    assert found[0, 1] == pytest.approx(0.7607, abs=5e-5)
    assert found[0, 2] == pytest.approx(0.1573, abs=5e-5)


def test_the_nearest_is_nearer_than_any_other():
    rng = np.random.default_rng(0)
    given = np.clip(np.eye(5) + np.triu(rng.uniform(-1, 1, (5, 5)), 1), -1, 1)
    given = np.triu(given) + np.triu(given, 1).T
    assert np.linalg.eigvalsh(given)[0] < -0.1
    found = _correlation.nearest_positive(given)
    assert np.linalg.eigvalsh(found)[0] > -1e-9
    distance = np.linalg.norm(found - given)
    for _ in range(500):
        other = np.corrcoef(np.linalg.cholesky(found + 1e-6 * np.eye(5)) @ rng.normal(size=(5, 40)))
        assert np.linalg.norm(other - given) > distance
        near = 0.9 * found + 0.1 * other
        assert np.linalg.norm(near - given) > distance


def test_the_nearest_correlation_is_what_samples_take():
    said = {("a", "b"): 0.9, ("b", "c"): 0.9}
    parameters = normal("a", "b", "c", "d")
    found = parameters.nearest_correlation(said)
    assert list(found) == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    assert found["a", "b"] == pytest.approx(found["b", "c"]) == pytest.approx(0.729, abs=5e-4)
    assert found["a", "d"] == pytest.approx(0, abs=1e-9)
    for design in ("sobol", "lhs", "random"):
        samples = parameters.sample(2**13, rng=0, design=design, correlation=found)
        assert rank_correlation(samples, "a", "b") == pytest.approx(found["a", "b"], abs=0.02)
        assert rank_correlation(samples, "a", "c") == pytest.approx(found["a", "c"], abs=0.05)
    assert parameters.nearest_correlation(found) == found


def test_those_that_do_not_contradict_are_kept():
    said = {("a", "b"): 0.3, ("c", "b"): -0.5}
    assert normal("a", "b", "c").nearest_correlation(said) == {
        ("a", "b"): 0.3,
        ("a", "c"): 0.0,
        ("b", "c"): -0.5,
    }


def test_many_parameters_have_a_nearest_correlation_too():
    names = [f"x{i}" for i in range(30)]
    rng = np.random.default_rng(1)
    given = np.triu(rng.uniform(-1, 1, (30, 30)), 1)
    given = given + given.T + np.eye(30)
    found = normal(*names).nearest_correlation(given)
    normal(*names).sample(8, rng=0, correlation=found)


def test_projections_without_end_are_told(monkeypatch):
    monkeypatch.setattr(_correlation, "CORRELATION_STEPS", 2)
    with pytest.raises(ConvergenceError, match=r"^Parameters\.nearest_correlation\(\): did not"):
        normal("a", "b", "c").nearest_correlation({("a", "b"): 0.9, ("b", "c"): 0.9})


def test_a_contradiction_names_its_pairs_and_what_mends_it():
    said = {("b", "c"): 0.9, ("c", "d"): 0.9, ("a", "e"): 0.5}
    with pytest.raises(
        InvalidInputError,
        match=(
            r"because of 'b' and 'c' 0\.9, 'b' and 'd' 0, 'c' and 'd' 0\.9 \(pairs that are not"
            r" named "
            r"count as 0\); the nearest that is: Parameters\.nearest_correlation\(correlation\)"
        ),
    ):
        normal("a", "b", "c", "d", "e").sample(9, rng=0, correlation=said)


def test_a_pair_given_twice_is_refused_where_one_is_zero_as_well():
    with pytest.raises(InvalidInputError, match="'b' and 'a' is given twice, differently"):
        normal("a", "b").sample(9, rng=0, correlation={("a", "b"): 0.0, ("b", "a"): 0.5})


def test_a_data_frame_is_read_by_name():
    frame = pd.DataFrame([[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]], list("cab"), list("cab"))
    by_name = normal("a", "b", "c").sample(64, rng=0, correlation=frame)
    by_pair = normal("a", "b", "c").sample(64, rng=0, correlation={("a", "c"): 0.8})
    assert equal(by_name, by_pair, "abc")
    with pytest.raises(
        InvalidInputError, match=r"name each varying parameter once; missing \['b'\]"
    ):
        normal("a", "b").sample(9, rng=0, correlation=frame.loc[["c", "a"], ["c", "a"]])


# Independent scramblings


def test_scramblings_are_independent_blocks():
    one = da.Parameters([da.Parameter("u", 0.5, scipy.stats.uniform())])
    samples = one.sample(2**14, rng=0, scramblings=16)["u"].reshape(16, 2**10)
    for block in samples:
        assert np.histogram(block, bins=2**10, range=(0, 1))[0].tolist() == [1] * 2**10
    assert len(np.unique(samples)) == 2**14
    # one point in each of m slices: means of u^2 differ by less than 2/m
    assert 0 < (samples**2).mean(axis=1).std() < 2**-9
    again = one.sample(2**14, rng=0, scramblings=16)["u"]
    assert np.array_equal(samples.ravel(), again)


def test_blocks_that_cross_chunks_are_the_same_block():
    two = normal("a", "b")
    samples = two.sample(3 * 2**13, rng=0, scramblings=2)["a"]
    sampler = two.sampler(3 * 2**13, rng=0, scramblings=2)
    assert np.array_equal(samples[2**13 : 2**14], sampler.chunk(1, 2**13)["a"])


@pytest.mark.parametrize(
    ("n", "options", "message"),
    [
        (
            10,
            {"scramblings": 3},
            "scramblings must part the 10 samples into equal blocks of at most",
        ),
        (2**22, {"scramblings": 2}, "equal blocks of at most 1,048,576; got 2"),
        (10, {"scramblings": 0}, "scramblings must be at least 1"),
        (
            10,
            {"scramblings": 2, "design": "lhs"},
            "scramblings belong to design 'sobol'; got 'lhs'",
        ),
    ],
)
def test_other_scramblings_are_refused(n, options, message):
    with pytest.raises(InvalidInputError, match=message):
        normal("a").sampler(n, rng=0, **options)


def test_samples_beyond_the_memory_are_refused(monkeypatch):
    monkeypatch.setattr("decision_analysis._room._memory", lambda: 2.0**30)
    with pytest.raises(
        InvalidInputError, match=r"sample\(\): the samples must fit into memory; it needs 1 GB"
    ):
        normal("a", "b").sample(10**8, rng=0)
    with pytest.raises(InvalidInputError, match=r"n must be at most 100,000,000; got 1e\+09"):
        normal("a", "b").sample(10**9, rng=0)


def test_pairs_may_be_a_series():
    parameters = da.Parameters([da.Parameter(name, 1.0, low=0, high=2) for name in "abc"])
    pairs = {("c", "b"): 0.9, ("a", "b"): 0.1}
    series = pd.Series(pairs.values(), index=pd.MultiIndex.from_tuples(pairs))
    right = parameters.sample(64, rng=1, correlation=pairs)
    for given in (series, series[::-1]):
        found = parameters.sample(64, rng=1, correlation=given)
        assert all(np.array_equal(found[name], right[name]) for name in "abc")
    with pytest.raises(InvalidInputError, match=r"must name pairs of two parameters; got 'a'"):
        parameters.sample(64, rng=1, correlation=pd.Series({"a": 0.5}))

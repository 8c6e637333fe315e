"""Weight spaces: the builder, its errors, uniform draws and their independence of chunks and
workers."""

import itertools
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import Criterion
from decision_analysis._limits import CHUNK
from decision_analysis.core import _chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace
from decision_analysis.uncertainty._hit_and_run import HitAndRun
from decision_analysis.uncertainty._order import OrderDrawer
from decision_analysis.uncertainty._weight_sampler import (
    PiecesDrawer,
    RejectionDrawer,
    SimplexDrawer,
)

TEN = [f"c{i}" for i in range(10)]
# Barron F.H., Barrett B.E. (1996), Management Science 42(11) 1515-1523: the mean of ordered weights
ROC = {
    3: [0.611111111111111, 0.27777777777777773, 0.1111111111111111],
    4: [0.5208333333333333, 0.2708333333333333, 0.14583333333333331, 0.0625],
    5: [0.45666666666666667, 0.25666666666666665, 0.15666666666666665, 0.09, 0.04],
}


def z_scores(weights, mean):
    return (weights.mean(axis=0) - mean) / (weights.std(axis=0) / np.sqrt(len(weights)))


def chain(names):
    return WeightSpace(names).order(" > ".join(names))


@pytest.mark.parametrize("n", [3, 4, 5])
def test_centroid_of_an_order_is_roc(n):
    """False alarm: 5 numbers beyond 4.5 standard errors, below 4e-5 for a seed."""
    space = chain(TEN[:n])
    np.testing.assert_allclose(space.vertices.mean(axis=0), ROC[n], atol=1e-12)
    np.testing.assert_allclose(space.centroid, ROC[n], atol=1e-12)
    weights = space.sample(2**14, rng=n)
    assert np.abs(z_scores(weights, ROC[n])).max() < 4.5
    assert (np.diff(weights, axis=1) <= 0).all()


def test_unconstrained_weights_are_uniform_on_the_simplex():
    """The largest of three uniform weights has the mean 11/18; false alarm below 1e-5 for a
    seed."""
    weights = WeightSpace(["a", "b", "c"]).sample(2**14, rng=0)
    assert np.abs(z_scores(weights, 1 / 3)).max() < 4.5
    assert np.abs(z_scores(weights.max(axis=1, keepdims=True), 11 / 18)).max() < 4.5
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-14)
    assert weights.min() > 0


def test_partial_order_is_drawn_exactly():
    """The five linear extensions of a > b, c > d, a > d are equally likely; false alarm below 1e-4
    for a seed."""
    space = WeightSpace(list("abcd")).order("a > b").order("c > d").order("a > d")
    weights = space.sample(2**14, rng=3)
    orders, counts = np.unique(np.argsort(-weights, axis=1), axis=0, return_counts=True)
    assert len(orders) == 5
    assert ((counts - 2**14 / 5) ** 2 / (2**14 / 5)).sum() < 23.5


def test_ties_hold_exactly_and_lower_the_dimension():
    """a = b > c = d: (a, c) = (t, 1/2 - t) with t uniform in [1/4, 1/2], mean 3/8; false alarm
    below 1e-5."""
    weights = WeightSpace(list("abcd")).order("a = b > c = d").sample(2**12, rng=1)
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[:, 2] == weights[:, 3]).all()
    assert abs(z_scores(weights, 3 / 8)[0]) < 4.5
    assert weights[:, 0].min() > 0.25
    assert WeightSpace(["a", "b"]).order("a = b").sample(2, rng=0).tolist() == [[0.5, 0.5]] * 2


def test_bounds_and_ratios_hold():
    space = WeightSpace(list("abcd")).bounds("a", 0.1, 0.4).ratio("b", "c", 2, 5).order("c > d")
    weights = space.sample(5000, rng=2)
    assert (weights[:, 0] >= 0.1).all()
    assert (weights[:, 0] <= 0.4).all()
    assert (weights[:, 1] >= 2 * weights[:, 2]).all()
    assert (weights[:, 1] <= 5 * weights[:, 2]).all()
    assert (weights[:, 2] >= weights[:, 3]).all()


def test_two_weights_within_bounds_are_uniform():
    """Mean and variance of a uniform weight in [.2, .6]; false alarm below 2e-5 for a seed."""
    first = WeightSpace(["a", "b"]).bounds("a", 0.2, 0.6).sample(2**14, rng=0)[:, :1]
    assert abs(z_scores(first, 0.4)[0]) < 4.5
    assert abs(z_scores((first - 0.4) ** 2, 0.4**2 / 12)[0]) < 4.5


def test_equalities_implied_by_the_constraints_are_found():
    fixed = (
        WeightSpace(list("abc")).bounds("a", 0.5, 0.9).bounds("b", 0.3, 0.9).bounds("c", 0.2, 0.9)
    )
    np.testing.assert_allclose(fixed.sample(3, rng=0), [[0.5, 0.3, 0.2]] * 3, atol=1e-12)
    weights = WeightSpace(list("abc")).order("a > b").order("b > a").sample(100, rng=0)
    np.testing.assert_allclose(weights[:, 0], weights[:, 1], atol=1e-12)
    assert weights[:, 2].std() > 0.1
    assert WeightSpace(["only"]).bounds("only", 0, 1).sample(2, rng=0).tolist() == [[1.0], [1.0]]


def test_vertices_of_a_quadrilateral():
    corners = WeightSpace(list("abc")).order("a > b").order("a > c").vertices
    np.testing.assert_allclose(
        corners, [[1 / 3, 1 / 3, 1 / 3], [0.5, 0, 0.5], [0.5, 0.5, 0], [1, 0, 0]], atol=1e-12
    )
    assert not corners.flags.writeable


def test_how_a_space_is_drawn_depends_on_its_shape():
    spread = chain(TEN).bounds("c0", 0.15, 0.25)
    ratios = WeightSpace(TEN)
    for first, second in itertools.pairwise(TEN):
        ratios = ratios.ratio(first, second, 1.1, 2)
    fork = WeightSpace(TEN).order("c0 > c1").order("c0 > c2")
    thin = chain(TEN[:5]).bounds("c4", 0.05, 0.19).ratio("c0", "c4", 2, 2.001)
    kinds = [
        type(space.sampler(rng=0).drawer)
        for space in (WeightSpace(TEN), chain(TEN), fork, spread, thin, ratios)
    ]
    assert kinds == [
        SimplexDrawer,
        SimplexDrawer,
        OrderDrawer,
        RejectionDrawer,
        PiecesDrawer,
        HitAndRun,
    ]


@pytest.mark.parametrize(
    "kind", [SimplexDrawer, OrderDrawer, RejectionDrawer, PiecesDrawer, HitAndRun]
)
def test_draws_do_not_depend_on_workers(kind):
    space = WeightSpace(TEN[:4] if kind is not HitAndRun else TEN[:9]).order("c0 > c1")
    if kind is RejectionDrawer:
        space = space.order("c0 > c2").bounds("c3", 0.1, 0.3)
    elif kind is OrderDrawer:
        space = space.order("c0 > c2").order("c3 > c2")
    elif kind is PiecesDrawer:
        space = space.bounds("c0", 0.4, 0.40001).ratio("c1", "c2", 1, 1.0001).bounds("c3", 0, 0.3)
    elif kind is HitAndRun:
        for first, second in itertools.pairwise(TEN[:9]):
            space = space.ratio(first, second, 1.1, 2)
    n = CHUNK + 100
    sampler = space.sampler(rng=7)
    assert type(sampler.drawer) is kind
    again = pickle.loads(pickle.dumps(sampler))
    expected = space.sample(n, rng=7)
    with ThreadPoolExecutor(2) as pool:
        for workers in (2, pool, map):
            parts = _chunks.run(again.chunk, n, batch=1, workers=workers)
            np.testing.assert_array_equal(np.concatenate(list(parts)), expected)
    assert not np.array_equal(expected[:100], expected[CHUNK:])
    assert np.array_equal(space.sample(10, rng=0), space.sample(10, rng=0))
    assert not np.array_equal(space.sample(10, rng=0), space.sample(10, rng=1))


def test_a_space_is_immutable():
    space = WeightSpace([Criterion("a"), "b"])
    narrow = space.bounds("a", 0.1, 0.4)
    assert (space.constraints, narrow.constraints) == ((), ("0.1 <= 'a' <= 0.4",))
    assert repr(narrow.order("b > a")) == "WeightSpace: a, b\n   0.1 <= 'a' <= 0.4\n   'b > a'"
    with pytest.raises(AttributeError):
        space.criteria = ("c",)


def test_contradictions_are_named_at_once():
    space = WeightSpace(list("abc")).bounds("c", 0, 0.5).order("a > b").bounds("b", 0.4, 0.5)
    with pytest.raises(
        InvalidInputError, match=r"contradict: 'a > b'; 0.4 <= 'b' <= 0.5; 0.1 <= 'a' <= 0.3$"
    ):
        space.bounds("a", 0.1, 0.3)
    with pytest.raises(
        InvalidInputError, match=r"bounds\(\).*contradict: 0.7 <= 'a' <= 0.9; 0.4 <= 'b' <= 1$"
    ):
        WeightSpace(list("ab")).bounds("a", 0.7, 0.9).bounds("b", 0.4, 1)
    with pytest.raises(InvalidInputError, match=r"contradict: 0 <= 'a' <= 0.4; 0 <= 'b' <= 0.4$"):
        WeightSpace(list("ab")).bounds("a", 0, 0.4).bounds("b", 0, 0.4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s: s.order("a > d"), r"order\(\): unknown criterion 'd'"),
        (lambda s: s.order("a > b > a"), r"must not repeat in one order; got \['a'\]"),
        (lambda s: s.order("a"), "at least two criteria; got 'a'"),
        (lambda s: s.order("a >"), "unknown criterion ''"),
        (lambda s: s.order(3), "must be a string such as"),
        (lambda s: s.bounds("x", 0, 1), r"bounds\(\): unknown criterion 'x'"),
        (lambda s: s.bounds("a", 0.5, 0.4), "low <= high must hold for 'a'; got 0.5 and 0.4"),
        (lambda s: s.bounds("a", -0.1, 0.4), r"low of 'a' must be in \[0, 1\]"),
        (lambda s: s.bounds("a", 0.1, np.nan), "high of 'a' must be finite"),
        (lambda s: s.bounds("a", "0", 1), "low of 'a' must be a number; got '0'"),
        (lambda s: s.ratio("a", "a", 1, 2), "needs two criteria; got 'a' twice"),
        (lambda s: s.ratio("a", "b", 3, 2), "low <= high must hold"),
        (lambda s: s.ratio("a", "b", 1, np.inf), "must be finite"),
        (lambda s: s.sample(0), "n must be at least 1; got 0"),
        (lambda s: s.sample(5, rng=-1), r"sample\(\): rng must be None, a non-negative integer"),
        (lambda s: WeightSpace("abc"), "WeightSpace: criteria must be a sequence of names"),
        (lambda s: WeightSpace(["a", "a"]), r"must not repeat; got \['a'\]"),
        (lambda s: WeightSpace([]), "must not be empty"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call(WeightSpace(list("abc")))


@settings(max_examples=25)
@given(st.data())
def test_draws_satisfy_what_is_known(data):
    """Any mix of constraints around a random point can be drawn and holds."""
    count = data.draw(st.integers(2, 5))
    point = np.array(data.draw(st.lists(st.floats(0.05, 1), min_size=count, max_size=count)))
    point /= point.sum()
    space, names = WeightSpace(TEN[:count]), TEN[:count]
    bounded = data.draw(st.lists(st.integers(0, count - 1), unique=True, max_size=3))
    slack = data.draw(st.floats(0.01, 0.3))
    for i in bounded:
        space = space.bounds(names[i], max(0.0, point[i] - slack), min(1.0, point[i] + slack))
    order = np.argsort(-point)
    if data.draw(st.booleans()):
        space = space.order(f"{names[order[0]]} > {names[order[1]]}")
    weights = space.sample(50, rng=0)
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-12)
    for i in bounded:
        assert (np.abs(weights[:, i] - point[i]) <= slack + 1e-12).all()


@pytest.mark.parametrize(
    "statement", ["a >= b", "a => b", "a < b", "a <= b", "a >> b", "a == b", "a ≥ b", "a > = b"]
)
def test_order_says_which_signs_count(statement):
    message = (
        r"order\(\): criteria must be parted by '>' \(weighs at least as much as\) or '=' .*; got"
        r" '.+' in "
    )
    with pytest.raises(InvalidInputError, match=message):
        WeightSpace(["a", "b"]).order(statement)


@pytest.mark.parametrize("exponent", [3, 6, 7, 8, 9, 10, 12, 16])
def test_thin_spaces_keep_their_statements(exponent):
    """Of every width from 1e-3 to 1e-16, in several directions at once."""
    width = 10.0**-exponent
    spaces = [
        WeightSpace(list("ab")).bounds("a", 0.3, 0.3 + width),
        WeightSpace(list("abcd")).bounds("a", 0.3, 0.3 + width).order("b > c"),
        WeightSpace(list("abcd")).ratio("a", "b", 2, 2 + width).bounds("c", 0.1, 0.1 + width),
        WeightSpace(list("abcdef"))
        .bounds("f", 0, width)
        .order("a > b > c")
        .ratio("d", "e", 1, 1 + width),
        WeightSpace(list("abc"))
        .bounds("a", 0.5, 0.5 + width)
        .bounds("b", 0.3, 0.9)
        .bounds("c", 0.2 - width, 0.9),
        WeightSpace(list("abc")).order("a > b > c").bounds("c", 1 / 3 - width, 1),
    ]
    for space in spaces:
        drawn = space.sample(200, rng=0)
        rows, bounds, _, _ = space._system()
        assert (drawn[:, : rows.shape[1]] @ rows.T <= bounds + 1e-9).all()
        np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-9)
        assert np.isfinite(space.vertices).all()


def test_more_weights_than_fit_into_memory_are_refused():
    with pytest.raises(
        InvalidInputError,
        match=r"sample\(\): n must be at most 100,000,000; got 1e\+15",
    ):
        WeightSpace(["a", "b"]).sample(10**15)

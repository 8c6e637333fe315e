"""Thin spaces and many bounds: means, spreads and statements against what is known exactly."""

import itertools
import re

import numpy as np
import pytest

from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.uncertainty import WeightSpace, _room
from decision_analysis.uncertainty._box import Box, BoxProposal, _means
from decision_analysis.uncertainty._precise import product
from decision_analysis.uncertainty._weight_sampler import BoxDrawer, _cheap

THREE = WeightSpace(["a", "b", "c"])
FOUR = WeightSpace(["a", "b", "c", "d"])


def check(space, centroid, vertices, n=4000):
    """Compare the centroid, the vertices and draws; 4.5 standard errors: false alarm below 5e-5."""
    np.testing.assert_allclose(space.centroid, centroid, rtol=1e-6, atol=1e-14)
    assert len(space.vertices) == vertices
    drawn = space.sample(n, rng=1)
    assert space.contains(drawn).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-14)
    error = drawn.std(axis=0) / np.sqrt(n) + 1e-13
    assert np.abs((drawn.mean(axis=0) - centroid) / error).max() < 4.5
    return drawn


def test_a_wedge_is_drawn_by_its_width_not_along_its_edge():
    """A triangle whose corners a and b are 9e-10 apart has its mean at a third of the three."""
    drawn = check(THREE.ratio("a", "b", 1e9, 1e10), [2 / 3, 1.1e-9 / 3, 1 / 3], 3)
    # a share of the third corner, 1 - sqrt(uniform), whatever the width of the wedge
    assert abs((drawn[:, 2] <= 0.5).mean() - 0.75) < 4.5 * np.sqrt(0.75 * 0.25 / 4000)
    ratios = drawn[:, 0] / drawn[:, 1]
    assert (ratios > 1e9 * (1 - 1e-9)).all()
    assert (ratios < 1e10 * (1 + 1e-9)).all()


@pytest.mark.parametrize("exponent", [4, 7, 9, 12, 14])
def test_wedges_of_any_width(exponent):
    width = 10.0**-exponent
    top = (2 + width, 1)
    corners = [[0, 0, 1], [2 / 3, 1 / 3, 0], [top[0] / (3 + width), 1 / (3 + width), 0]]
    check(THREE.ratio("a", "b", 2, 2 + width), np.mean(corners, axis=0), 3)
    # both ends narrow: the wedge a - 2b <= width b times that of b - 3c; a simplex of d and corners
    twice = FOUR.ratio("a", "b", 2, 2 + width).bounds("c", 0.1, 0.1)
    mean = np.array([0.9 * 4 / 9, 0.9 * 2 / 9, 0.1, 0.3])
    np.testing.assert_allclose(twice.centroid, mean, atol=width)
    check(twice, twice.centroid, 3)
    # chains of ratios, each weight a tiny share of the one before
    tiny = FOUR.ratio("a", "b", 1 / width).ratio("b", "c", 1 / width)
    check(tiny, tiny.centroid, 4)
    np.testing.assert_allclose(tiny.centroid, [0.75, width / 2, width**2 / 4, 0.25], rtol=1e-3)


def test_statements_are_taken_at_their_word():
    """Contradictions far above the rounding of sums are refused, with all digits."""
    with pytest.raises(InvalidInputError, match=r"0.500000000001 <= 'a' <= 1; 0.5 <= 'b' <= 1$"):
        WeightSpace(["a", "b"]).bounds("a", 0.5 + 1e-12, 1).bounds("b", 0.5, 1)
    with pytest.raises(InvalidInputError, match="contradict"):
        FOUR.ratio("a", "b", 2, 2).ratio("b", "c", 2, 2).ratio("a", "c", 5, 5).bounds("c", 0.1, 1)
    # ten times .1 is not 1 in floats, and .1 + .2 is not .3
    tenths = WeightSpace([f"c{i}" for i in range(10)])
    for name in tenths.criteria:
        tenths = tenths.bounds(name, 0.1, 1)
    np.testing.assert_allclose(tenths.sample(2, rng=0), 0.1, atol=1e-15)
    line = THREE.ratio("a", "b", 0.1 + 0.2, 1).ratio("a", "b", 0, 0.3)
    check(line, [0.15 / 1.3, 0.5 / 1.3, 0.5], 2)
    # but a gap of 1e-12 leaves only weights of 0
    apart = THREE.ratio("a", "b", 2 + 1e-12, 3).ratio("a", "b", 1, 2)
    np.testing.assert_allclose(apart.sample(2, rng=0), [[0, 0, 1]] * 2, atol=1e-15)


def test_no_room_is_found_where_no_two_statements_say_it():
    check(FOUR.order("a > b").order("b > c").order("c > a"), [1 / 6, 1 / 6, 1 / 6, 0.5], 2)
    check(
        THREE.bounds("a", 0.5, 0.9).bounds("b", 0.3, 0.9).bounds("c", 0.2, 0.9), [0.5, 0.3, 0.2], 1
    )
    check(
        FOUR.linear({"a": 1, "b": 1}, low=0.5).linear({"c": 1, "d": 2}, low=1),
        [0.25, 0.25, 0, 0.5],
        2,
    )


def box(low, high):
    space = WeightSpace([f"c{i}" for i in range(len(low))])
    for name, least, most in zip(space.criteria, low, high, strict=True):
        space = space.bounds(name, least, most)
    return space


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ([0.05, 0.1, 0, 0.2, 0.1], [0.3, 0.4, 0.2, 0.6, 0.2]),  # about the middle
        ([0.05, 0.1, 0, 0.2, 0.1], [0.4, 0.8, 0.9, 0.9, 0.9]),  # far below it: tilted down
        ([0.05, 0.0, 0, 0.0, 0.1], [0.22, 0.21, 0.26, 0.22, 0.2]),  # near its top: tilted up
    ],
)
def test_bounded_exponentials_are_uniform(low, high):
    """Means and quantiles against draws from simplices: 30 numbers beyond 4.5 standard errors."""
    space, n = box(low, high), 2**14
    drawer = _cheap(BoxDrawer(BoxProposal.of(Box.of(space._system())), 1.0))
    drawn, exact = drawer.draw(n, np.random.default_rng(1)), space.sample(n, rng=2)
    error = exact.std(axis=0) / np.sqrt(n)
    assert np.abs((drawn.mean(axis=0) - space.centroid) / error).max() < 4.5
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        at = np.quantile(exact, share, axis=0)
        error = np.sqrt(share * (1 - share) * 2 / n)
        assert np.abs((drawn <= at).mean(axis=0) - share).max() < 4.5 * error
    assert (drawn >= low).all()
    assert (drawn <= high).all()


def test_a_hundred_bounds_are_drawn_exactly():
    """Half the criteria from .5 to 1.5 hundredths, the others from .8 to 1.2, means of 1."""
    half = np.repeat([0.005, 0.008], 50)
    space = box(half, 0.02 - half)
    assert space.sampler(rng=0).description.startswith("exact, by rejection of bounded expon")
    drawn = space.sample(1000, rng=1)
    # of independent uniforms given their sum: a hundredth of the variance is lost
    spread = (0.02 - 2 * half) ** 2 / 12
    found = drawn.var(axis=0)
    expected = spread * (1 - spread / spread.sum())
    for part in (slice(0, 50), slice(50, 100)):
        z = (found[part] / expected[part] - 1).mean() / np.sqrt(0.8 / 1000 / 50)
        assert abs(z) < 4.5
    z = (drawn.mean(axis=0) - 0.01) / np.sqrt(expected / 1000)
    assert np.abs(z).max() < 5
    assert space.contains(drawn).all()


def test_coefficients_that_the_solver_leaves_out_far_away_are_asked_again():
    """Ten widths from 1e-2 to 1e-11 around one point, which must stay inside."""
    weights = np.array([0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.05 - 2e-5, 1e-5, 1e-5])
    space = WeightSpace([f"c{i}" for i in range(10)])
    for i in range(9):
        ratio, width = weights[i] / weights[i + 1], 10.0 ** -(2 + i)
        space = space.ratio(f"c{i}", f"c{i + 1}", ratio * (1 - width), ratio * (1 + width))
    found = space._polytope()
    assert (found.rows @ found.center < found.bounds).all()
    drawn = space.sample(300, rng=0)
    assert space.contains(drawn).all()
    np.testing.assert_allclose(drawn[:, 6:8].mean(axis=0), weights[6:8], rtol=0.02)


def test_ratios_and_bounds_hold_up_to_the_limit_and_are_refused_beyond():
    """Uniform between a = 0 and b = 0: means 2/3 and 1/3, to 1% at 4000 draws."""
    space = WeightSpace(["a", "b", "c"])
    for low, high, places in ((1e19, 1e20, (0, 1)), (1e-20, 1e-19, (1, 0))):
        found = space.ratio("a", "b", low, high).sample(4000, rng=1)
        ratio = found[:, 0] / found[:, 1]
        assert ratio.min() > low * (1 - 1e-9)
        assert ratio.max() < high * (1 + 1e-9)
        assert found[:, places[0]].mean() == pytest.approx(2 / 3, abs=0.02)
        assert found[:, 2].mean() == pytest.approx(1 / 3, abs=0.02)
    found = space.bounds("a", 1e-20, 2e-20).sample(4000, rng=1)
    assert 1e-20 <= found[:, 0].min() < found[:, 0].max() <= 2e-20
    np.testing.assert_allclose(found.mean(axis=0), [1.5e-20, 0.5, 0.5], rtol=0.03)
    assert space.ratio("a", "b", 0, 0).vertices[:, 0].tolist() == [0, 0]
    assert space.bounds("a", 0, 0).vertices[:, 0].tolist() == [0, 0]
    allowed = r"must be 0 or from 1e-20 to 1e\+20, .*; got "
    for low, high in ((1e60, 1e61), (1e300, 1e301), (1e-301, 1e-300), (1, 1.1e20), (0, 9e-21)):
        with pytest.raises(InvalidInputError, match=rf"ratio\(\): .* of 'a' / 'b' {allowed}"):
            space.ratio("a", "b", low, high)
    for low, high in ((1e-60, 2e-60), (1e-90, 0.5), (0, 9e-21)):
        with pytest.raises(InvalidInputError, match=r"bounds\(\): .* of 'a' must be 0 or .* 1e-20"):
            space.bounds("a", low, high)
    with pytest.raises(InvalidInputError, match=r"linear\(\): coefficient of 'a' must be 0 or "):
        space.linear({"a": 1, "b": -1e60}, low=0)
    with pytest.raises(InvalidInputError, match=r"linear\(\): low must be 0 or .*; got 1e-30"):
        space.linear({"a": 1}, low=1e-30)


def chain(size, low, high=None):
    space = WeightSpace([f"c{i}" for i in range(size)])
    for first, second in itertools.pairwise(space.criteria):
        space = space.ratio(first, second, low, high)
    return space


@pytest.mark.parametrize(("size", "low"), [(5, 1e9), (3, 1e20), (4, 1e15)])
def test_vertices_of_open_chains_are_right_however_small(size, low):
    """Of k weights that are not 0 each is `low` times the next."""
    powers = np.tril(low ** -np.arange(size, dtype=float) * np.ones((size, size)))
    expected = powers / powers.sum(axis=1, keepdims=True)
    found = chain(size, low).vertices
    np.testing.assert_allclose(found[np.count_nonzero(found, axis=1).argsort()], expected, 1e-9)


@pytest.mark.parametrize(("size", "low", "high"), [(6, 1e9, 3e9), (11, 9e4, 1e5), (3, 1e19, 1e20)])
def test_chains_of_ratios_are_uniform(size, low, high):
    """What a weight leaves to those below it: one over its ratio has a density of its power."""
    drawn = chain(size, low, high).sample(4000, rng=0)
    shares = drawn[:, 1:] / drawn[:, :-1] * low
    least, powers = low / high, np.arange(size - 1, 0, -1)
    assert (shares > least * (1 - 1e-9)).all()
    assert (shares < 1 + 1e-9).all()
    mean = powers / (powers + 1) * (1 - least ** (powers + 1)) / (1 - least**powers)
    z = (shares.mean(axis=0) - mean) / (shares.std(axis=0) / np.sqrt(4000))
    assert np.abs(z).max() < 4.5


@pytest.mark.parametrize(
    ("state", "product", "labels"),
    [
        (lambda: chain(7, 1e9, 3e9), r"1e\+54", "'c0', 'c1', 'c2', 'c3', 'c4', 'c5', ..."),
        (lambda: chain(4, 1e20), r"1e\+60", "'c0', 'c1', 'c2', 'c3'"),
        (
            lambda: (
                FOUR.ratio("b", "a", 0, 1e-20).ratio("c", "b", 0, 1e-20).ratio("d", "c", 0, 1e-19)
            ),
            r"1e\+59",
            "'a', 'b', 'c', 'd'",
        ),
        (
            lambda: (
                WeightSpace(list("abcdez"))
                .bounds("a", 0, 1e-20)
                .order("a > b = c")
                .linear({"c": 1, "d": -1e19}, low=0)
                .ratio("d", "e", 1e20)
            ),
            r"1e\+59",
            "1, 'a', 'b', 'c', 'd', 'e'",
        ),
    ],
)
def test_chains_beyond_the_limit_are_refused_by_name(state, product, labels):
    with pytest.raises(InvalidInputError) as caught:
        state()
    assert re.search(
        rf"at most 1e\+50, .*; got at least {product} along {re.escape(labels)}$", str(caught.value)
    )


def test_rounded_ratios_are_no_circle():
    """Of three exact ratios the logarithms need not add up; ratios of weights that are 0 may be a
    circle."""
    space = FOUR.ratio("a", "b", 3, 3).ratio("b", "c", 7, 7).ratio("a", "c", 21, 21)
    np.testing.assert_allclose(space.vertices, [[0, 0, 0, 1], [21 / 29, 7 / 29, 1 / 29, 0]])
    space = FOUR.ratio("a", "b", 1e20).ratio("b", "c", 1e20).order("c > a")
    np.testing.assert_allclose(space.vertices, [[0, 0, 0, 1]])


def test_a_solver_that_names_no_side_is_an_error_of_ours(monkeypatch):
    def nameless(normals, limits):
        return np.zeros(normals.shape[1]), 0.0, np.zeros(len(limits))

    monkeypatch.setattr(_room, "deepest", nameless)
    with pytest.raises(ConvergenceError, match="whether the constraints leave room was not found"):
        THREE.ratio("a", "b", 1e9, 1e10).sample(2, rng=0)


@pytest.mark.parametrize("tilt", [-20.0, -1.0, 0.0, 1.0, 20.0])
def test_means_of_tilted_densities_by_adding_up(tilt):
    width = 2.0
    x = (np.arange(20_000) + 0.5) / 20_000 * width
    density = np.exp(tilt * x)
    expected = (x * density).sum() / density.sum()
    assert _means(tilt, np.array([width]))[0] == pytest.approx(expected, rel=1e-5)


def test_products_keep_what_cancelling_leaves():
    """1e16 + 1 - 1e16 is 1, and (1 + e)^2 - 1 - 2e is e^2, which floats take for 0."""
    e = 2.0**-30
    left = np.array([[1e16, 1.0, -1e16], [1 + e, -1.0, -2 * e]])
    assert product(left[:1], np.ones((3, 1))).tolist() == [[1.0]]
    assert product(left[1:], np.array([[1 + e], [1.0], [1.0]])).tolist() == [[e**2]]

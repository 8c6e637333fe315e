"""Hit-and-run: ten ordered criteria against their exact centroid, bounds against exact draws, the
mixing check."""

import itertools

import numpy as np
import pytest

from decision_analysis.core import _chunks
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty import WeightSpace, _hit_and_run
from decision_analysis.uncertainty._hit_and_run import hit_and_run

TEN = [f"c{i}" for i in range(10)]


def walked(space, seed, n=2**13):
    walker = hit_and_run(space._polytope())
    return walker.draw(n, _chunks.stream(seed, "test", 0))


def test_ten_ordered_criteria_have_the_centroid():
    """The trap: thinning by the dimension is 10 to 19 standard errors off. Here 4.5; false alarm
    below 2e-4."""
    weights = walked(WeightSpace(TEN).order(" > ".join(TEN)), seed=1)
    roc = np.cumsum(1 / np.arange(10, 0, -1))[::-1] / 10
    z = (weights.mean(axis=0) - roc) / (weights.std(axis=0) / np.sqrt(len(weights)))
    assert np.abs(z).max() < 4.5
    assert (np.diff(weights, axis=1) <= 0).all()
    assert (weights >= 0).all()


def test_a_box_agrees_with_rejection():
    """Means and quantiles against exact draws, 4.5 standard errors; false alarm below 5e-4."""
    space = WeightSpace(TEN[:6])
    for i, name in enumerate(TEN[:6]):
        space = space.bounds(name, 0.05 + 0.01 * i, 0.25)
    exact, found = space.sample(2**15, rng=1), walked(space, seed=2)
    error = exact.std(axis=0) * np.sqrt(1 / len(exact) + 1 / len(found))
    assert np.abs((found.mean(axis=0) - exact.mean(axis=0)) / error).max() < 4.5
    for share in (0.1, 0.5, 0.9):
        at = np.quantile(exact, share, axis=0)
        error = np.sqrt(share * (1 - share) * (1 / len(exact) + 1 / len(found)))
        assert np.abs((found <= at).mean(axis=0) - share).max() < 4.5 * error


def test_ratios_have_their_exact_centroid_and_spread():
    """Means and mean squares of the simplices that the space consists of: 12 numbers beyond 4.5
    standard errors, which autocorrelation makes a tenth larger; false alarm below 5e-4."""
    space = WeightSpace(TEN[:6])
    for first, second in itertools.pairwise(TEN[:6]):
        space = space.ratio(first, second, 1.1, 2)
    weights, found = walked(space, seed=5), space._pieces()
    # of a simplex with k corners: E[w^2] = (sum of squares + square of the sum) / (k (k + 1))
    corners, size = found.corners, found.corners.shape[1]
    squares = (corners**2).sum(axis=1) + corners.sum(axis=1) ** 2
    expected = found.volumes @ squares / (size * (size + 1))
    for values, mean in ((weights, space.centroid), (weights**2, expected)):
        z = (values.mean(axis=0) - mean) / (values.std(axis=0) / np.sqrt(len(values)))
        assert np.abs(z).max() < 4.5


def test_chains_are_independent_though_their_directions_are_shared():
    """Correlations of 256 chains at one time, over 100 streams: mean 0 within 4.5 standard
    errors."""
    walker = hit_and_run(WeightSpace(TEN[:5]).order(" > ".join(TEN[:5]))._polytope())
    drawn = np.stack([walker.draw(256, _chunks.stream(seed, "chains", 0)) for seed in range(100)])
    means = drawn.mean(axis=1)
    roc = np.cumsum(1 / np.arange(5, 0, -1))[::-1] / 5
    ratio = 256 * ((means - roc) ** 2).mean(axis=0) / drawn.var(axis=(0, 1))
    assert np.abs(ratio - 1).max() < 4.5 * np.sqrt(2 / 100)


def test_draws_of_one_stream_are_nearly_uncorrelated():
    """The lag between two draws of one chain is `CHAINS` rows; the limit is .05 plus 4.5 standard
    errors."""
    weights = walked(WeightSpace(TEN).order(" > ".join(TEN)), seed=3)
    centered = weights - weights.mean(axis=0)
    lagged = (centered[: -_hit_and_run.CHAINS] * centered[_hit_and_run.CHAINS :]).mean(
        axis=0
    ) / centered.var(axis=0)
    assert lagged.max() < 0.05 + 4.5 / np.sqrt(len(weights))


def test_chains_that_do_not_mix_are_an_error(monkeypatch):
    monkeypatch.setattr(_hit_and_run, "needed_thinning", lambda path: None)
    monkeypatch.setattr(_hit_and_run, "_LONGEST_PILOT", 2**11)
    with pytest.raises(
        ConvergenceError, match=r"hit-and-run did not mix within 2,048 steps in 2 dimensions"
    ):
        hit_and_run(WeightSpace(list("abc")).order("a > b")._polytope())


def test_mixing_check_sees_chains_that_stay_apart():
    generator = np.random.default_rng(0)
    mixed = generator.standard_normal((512, 32, 2))
    apart = mixed + 0.4 * generator.standard_normal((1, 32, 2))
    assert _hit_and_run.needed_thinning(mixed) == 1
    assert _hit_and_run.needed_thinning(apart) is None


def test_chains_are_burnt_in_for_ten_times_the_thinning(monkeypatch):
    """As documented: starts are mixtures of ends, far from uniform, and `thinning` steps leave
    correlations of .05."""
    steps, walk = [], _hit_and_run._walk

    def counted(points, space, shape, n, thinning, generator):
        steps.append((n, thinning))
        return walk(points, space, shape, n, thinning, generator)

    walker = hit_and_run(WeightSpace(TEN).order(" > ".join(TEN))._polytope())
    monkeypatch.setattr(_hit_and_run, "_walk", counted)
    walker.draw(_hit_and_run.CHAINS, np.random.default_rng(0))
    assert steps == [(10 * walker.thinning, walker.thinning), (walker.thinning, walker.thinning)]


def test_a_space_learns_once_how_it_is_drawn(monkeypatch):
    space = WeightSpace([f"c{i}" for i in range(9)]).linear({"c0": 1, "c1": -0.5}, low=0)
    space = space.linear({"c3": 1, "c4": 1, "c5": -1}, low=0, high=0.01).bounds("c8", 0, 0.05)
    first = space.sample(100, rng=1)
    assert "hit-and-run" in space.sampler(rng=1).description
    monkeypatch.setattr(_hit_and_run, "_walk", None)
    # no pilot chain walks again
    assert space.sampler(rng=2).description == space.sampler(rng=1).description
    monkeypatch.undo()
    np.testing.assert_array_equal(space.sample(100, rng=1), first)

"""Weight intervals against the crossings of straight lines in fractions, evpi against sums in
fractions; Sobol' indices, elementary effects and Shapley effects against a peer."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import uniform

from crosscheck import peers
from decision_analysis import DecisionTable, Parameter, Parameters, mcda, sensitivity, voi

COUNT = 500


def crossing(values, shares, criterion, pair):
    """Return the weight of a criterion at which two alternatives score the same, the others in
    proportion; or None.

    With weight t the others have (1 - t) / (1 - t0) times theirs, so that the difference of the
    scores is t d + (1 - t) e, with d the difference on the criterion and e that on the rest.
    """
    one, other = pair
    difference = [a - b for a, b in zip(values[one], values[other], strict=True)]
    rest = sum(
        w * d for j, (w, d) in enumerate(zip(shares, difference, strict=True)) if j != criterion
    )
    rest /= 1 - shares[criterion]
    if difference[criterion] == rest:
        return None
    return rest / (rest - difference[criterion])


def test_weight_intervals_of_a_weighted_sum():
    rng = np.random.default_rng(71)
    moved = 0
    for _ in range(COUNT):
        rows, columns = int(rng.integers(2, 6)), int(rng.integers(2, 5))
        values = [
            [Fraction(int(x), 97) for x in row] for row in rng.integers(0, 98, (rows, columns))
        ]
        parts = rng.integers(1, 10, columns)
        shares = [Fraction(int(part), int(parts.sum())) for part in parts]
        scores = [sum(w * x for w, x in zip(shares, row, strict=True)) for row in values]
        if len(set(scores)) < rows:
            continue
        best = scores.index(max(scores))
        table = DecisionTable(
            [[float(x) for x in row] for row in values],
            [f"c{j}" for j in range(columns)],
            [f"a{i}" for i in range(rows)],
        )
        result = sensitivity.weight_intervals(
            table,
            lambda t, w: mcda.weighted_sum(t, w, normalization=None),
            [float(w) for w in shares],
        )
        assert result.best == table.alternatives[best]
        pairs = [(a, b) for a in range(rows) for b in range(a)]
        for j in range(columns):
            order = ends(values, shares, j, pairs)
            lead = ends(values, shares, j, [(best, a) for a in range(rows) if a != best])
            np.testing.assert_allclose(result.order_interval[j], order, rtol=0, atol=1e-9)
            np.testing.assert_allclose(result.best_interval[j], lead, rtol=0, atol=1e-9)
            moved += lead != (0.0, 1.0)
    assert moved > COUNT


def ends(values, shares, criterion, pairs):
    """Return the nearest crossings below and above the weight, or 0 and 1."""
    found = [crossing(values, shares, criterion, pair) for pair in pairs]
    found = [t for t in found if t is not None and 0 <= t <= 1]
    below = [t for t in found if t < shares[criterion]]
    above = [t for t in found if t > shares[criterion]]
    return float(max(below, default=0)), float(min(above, default=1))


@pytest.mark.parametrize(("goal", "best"), [("max", max), ("min", min)])
def test_evpi_of_equally_likely_and_of_weighted_states(goal, best):
    rng = np.random.default_rng(72)
    for _ in range(COUNT):
        states, actions = int(rng.integers(2, 8)), int(rng.integers(2, 5))
        payoffs = [
            [Fraction(int(x), 7) for x in row] for row in rng.integers(-100, 101, (states, actions))
        ]
        parts = rng.integers(1, 10, states)
        shares = [Fraction(int(part), int(parts.sum())) for part in parts]
        array = np.array([[float(x) for x in row] for row in payoffs])
        for p in (shares, [Fraction(1, states)] * states):
            informed = sum(q * best(row) for q, row in zip(p, payoffs, strict=True))
            blind = best(
                sum(q * row[a] for q, row in zip(p, payoffs, strict=True)) for a in range(actions)
            )
            given = None if len(set(p)) == 1 and p is not shares else [float(q) for q in p]
            result = voi.evpi(array, goal=goal, probabilities=given)
            assert result.value == pytest.approx(float(abs(informed - blind)), rel=1e-9, abs=1e-9)


def quadratics(count, seed):
    """Yield random quadratic functions of some inputs in the unit cube, and how many inputs."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        size = int(rng.integers(2, 6))
        slopes, products = rng.normal(size=size), rng.normal(size=(size, size))
        yield (
            lambda x, slopes=slopes, products=products: (
                x @ slopes + np.einsum("np,pq,nq->n", x, products, x)
            ),
            size,
        )


def as_model(function, size, called=None):
    """Return a function as a model, which notes its scores, and its parameters."""
    names = [f"x{i}" for i in range(size)]

    def model(x):
        scores = function(np.column_stack([x[name] for name in names]))
        if called is not None:
            called.append(scores)
        return DecisionTable(scores[:, None, None], ["y"], ["f"])

    return model, Parameters([Parameter(name, 0.5, uniform()) for name in names])


@peers.needs("SALib")
@pytest.mark.parametrize("pairs", [False, True])
def test_sobol_indices_of_the_same_scores(pairs):
    for seed, (function, size) in enumerate(quadratics(COUNT // 10, 73)):
        called = []
        model, parameters = as_model(function, size, called)
        result = sensitivity.sobol(
            model, parameters, n_samples=256, rng=seed, second_order=pairs, design="random"
        )
        # after the row of base values
        a, b, *mixed = called[1:]
        found = peers.salib_sobol([a, *mixed, b], pairs=pairs, seed=1, repeats=2)
        variance = np.concatenate([a, b]).var()
        if not pairs:
            np.testing.assert_allclose(result.total[:, 0], found["ST"], rtol=0, atol=1e-9)
            # the peer's scores are less the mean of all of them, ours less that of A and B
            shift = (np.mean([a, b]) - np.mean(called[1:])) * np.mean(
                [m - a for m in mixed], axis=1
            )
            first = found["S1"] - shift / variance
            np.testing.assert_allclose(result.first[:, 0], first, rtol=0, atol=1e-9)
            continue
        # with pairs ours are the means of two estimates, of which the peer's are the first
        swapped = peers.salib_sobol(
            [b, *mixed[size:], *mixed[:size], a], pairs=pairs, seed=1, repeats=2
        )
        total = (found["ST"] + swapped["ST"]) / 2
        np.testing.assert_allclose(result.total[:, 0], total, rtol=0, atol=1e-9)
        both = (found, swapped)
        for i in range(size):
            for j in range(i):
                closed = np.mean([p["S2"][j, i] + p["S1"][i] + p["S1"][j] for p in both])
                own = result.second[i, j, 0] + result.first[i, 0] + result.first[j, 0]
                # apart from the mean that scores are taken from, of which this is a square
                assert own == pytest.approx(closed, abs=0.05)


@peers.needs("SALib")
def test_errors_of_sobol_indices():
    """Both draw 400 bootstrap samples: two standard deviations differ by some 5% of them."""
    for seed, (function, size) in enumerate(quadratics(10, 74)):
        called = []
        model, parameters = as_model(function, size, called)
        result = sensitivity.sobol(
            model, parameters, n_samples=512, rng=seed, design="random", n_bootstrap=400
        )
        a, b, *mixed = called[1:]
        found = peers.salib_sobol([a, *mixed, b], pairs=False, seed=1, repeats=400)
        for own, key in (("first_interval", "S1_conf"), ("total_interval", "ST_conf")):
            reach = np.diff(getattr(result, own)[:, 0])[:, 0] / 2
            np.testing.assert_allclose(reach, found[key], rtol=0.3)


@peers.needs("SALib")
@pytest.mark.parametrize("levels", [4, 6, 10])
def test_elementary_effects_on_a_grid(levels):
    """Effects of quadratic functions: means within five standard errors of a thousand."""
    for function, size in quadratics(20, 75):
        result = sensitivity.morris(
            *as_model(function, size), n_samples=2**10, rng=1, levels=levels
        )
        found = peers.salib_morris(function, size, levels, 1000)
        error = np.sqrt(2) * result.sigma[:, 0] / np.sqrt(1000)
        for name in ("mu", "mu_star"):
            assert (np.abs(getattr(result, name)[:, 0] - found[name]) < 5 * error + 1e-9).all()
        np.testing.assert_allclose(result.sigma[:, 0], found["sigma"], rtol=0.2, atol=1e-9)


@peers.needs("SALib")
@pytest.mark.parametrize("subsets", ["all", "sampled"])
def test_shapley_effects_of_independent_inputs(subsets):
    for function, size in quadratics(20, 76):
        result = sensitivity.shapley_effects(
            *as_model(function, size), n_samples=2**12, rng=1, subsets=subsets
        )
        effects, reach = peers.salib_shapley(function, size, 2**12)
        error = np.hypot(result.standard_error[:, 0], reach / 1.96)
        assert (np.abs(result.effects[:, 0] - effects) < 5 * error).all()

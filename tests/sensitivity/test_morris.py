"""`morris`: effects on the whole grid, jumps that hide a parameter, and effects by hand."""

import warnings

import numpy as np
import pytest
from scipy import stats

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity import morris, sobol
from oracles.shared_variance import grid_effects, ishigami

NAMES = ("x1", "x2", "x3")
ANGLES = Parameters([Parameter(name, 0, stats.uniform(-np.pi, 2 * np.pi)) for name in NAMES])


def table(y):
    return DecisionTable(np.asarray(y)[:, None, None], ["y"], ["f"])


def model(x):
    return table(ishigami(x))


def on_unit_cube(points):
    return ishigami({name: 2 * np.pi * points[:, p] - np.pi for p, name in enumerate(NAMES)})


@pytest.mark.parametrize("n_samples", [64, 256])
def test_four_levels_published(n_samples):
    result = morris(model, ANGLES, n_samples=n_samples, rng=0, levels=4)
    # 64 Sobol' points hit every cell of any two parameters equally often
    np.testing.assert_allclose(result.mu_star[:, 0], [7.7041, 7.8750, 6.2488], atol=5e-5)
    star, mean = grid_effects(on_unit_cube, 4, 3)
    np.testing.assert_allclose(result.mu_star[:, 0], star, rtol=1e-12)
    np.testing.assert_allclose(result.mu[:, 0], mean, atol=1e-12)


def test_a_jump_that_falls_on_a_period_is_warned_of():
    with pytest.warns(DegenerateDataWarning, match=r"^morris\(\): .*along 'x2'.* levels=None"):
        result = morris(model, ANGLES, n_samples=512, rng=0, levels=64)
    star, _ = grid_effects(on_unit_cube, 64, 3)
    np.testing.assert_allclose(result.mu_star[:, 0], star, rtol=0.02)
    assert result.mu_star[1, 0] == pytest.approx(0.4309, abs=5e-5)


@pytest.mark.parametrize("n_samples", [16, 32, 256, 1000])
def test_many_jumps_hide_nothing(n_samples):
    result = morris(model, ANGLES, n_samples=n_samples, rng=0)
    # with the total index .44, x2 is no less than x3 with .24
    assert result.mu_star[1, 0] > result.mu_star[2, 0]
    assert result.mu_star[1, 0] > 5


@pytest.mark.parametrize("period", [0.5, 0.25, 0.2, 1 / 3, 0.1])
def test_no_period_hides_from_many_jumps(period):
    unit = Parameters([Parameter("u", 0.5, stats.uniform())])

    def waves(x):
        return table(np.sin(2 * np.pi * x["u"] / period))

    # sines at two random places differ by 8 / pi^2 on average, and jumps are .47 long
    star = morris(waves, unit, n_samples=1024, rng=0).mu_star[0, 0]
    assert star == pytest.approx(8 / np.pi**2 / 0.47, rel=0.35)


@pytest.mark.parametrize("function", ["linear", "step", "square", "ramp"])
@pytest.mark.parametrize("levels", [4, 6, 64])
def test_no_warning_where_the_jump_hides_nothing(function, levels):
    shapes = {
        "linear": lambda u: u,
        "step": lambda u: (u > 0.3) * 1.0,
        "square": lambda u: (u - 0.5) ** 2,
        "ramp": lambda u: np.maximum(u, 0.7),
    }
    unit = Parameters([Parameter(name, 0.5, stats.uniform()) for name in "uv"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = morris(
            lambda x: table(shapes[function](x["u"]) + x["v"]), unit, rng=0, levels=levels
        )
    assert result.mu_star[0, 0] > 0


@pytest.mark.parametrize("levels", [None, 4])
@pytest.mark.parametrize("n_samples", [50, 9000])
def test_effects_by_hand(levels, n_samples):
    calls = []

    def noted(x):
        calls.append({name: values.copy() for name, values in x.items()})
        return table(1e6 + ishigami(x))

    result = morris(noted, ANGLES, n_samples=n_samples, rng=3, levels=levels)
    size, effects = 4, []
    first = n_samples if n_samples < 8192 else 8192
    # in the first chunk of a grid there are calls to other levels behind
    chunks = [calls[1:5], calls[5 if levels is None else 8 :][:size]][: 1 + (n_samples > first)]
    for base, *moved in chunks:
        for name, other in zip(NAMES, moved, strict=True):
            unchanged = [n for n in NAMES if n != name]
            for n in unchanged:
                np.testing.assert_array_equal(base[n], other[n])
        jumps = [
            (other[name] - base[name]) / (2 * np.pi)
            for name, other in zip(NAMES, moved, strict=True)
        ]
        least = 0.25 if levels is None else 2 / 3
        assert np.abs(jumps).min() > least - 1e-9
        changes = [ishigami(other) - ishigami(base) for other in moved]
        effects.append(np.array(changes) / np.array(jumps))
    effects = np.concatenate(effects, axis=1)
    assert effects.shape == (3, n_samples)
    np.testing.assert_allclose(result.mu[:, 0], effects.mean(axis=1), atol=1e-7)
    np.testing.assert_allclose(result.mu_star[:, 0], np.abs(effects).mean(axis=1), rtol=1e-7)
    np.testing.assert_allclose(result.sigma[:, 0], effects.std(axis=1, ddof=1), rtol=1e-7)


def test_errors_are_those_of_the_means():
    result = morris(model, ANGLES, n_samples=400, rng=1, design="random", n_bootstrap=400)
    expected = result.sigma / np.sqrt(400)
    np.testing.assert_allclose(result.mu_standard_error, expected, rtol=0.15)
    exact = morris(model, ANGLES, n_samples=2**14, rng=2)
    for name in ("mu", "mu_star", "sigma"):
        interval = getattr(result, f"{name}_interval")[:, 0]
        value = getattr(exact, name)[:, 0]
        assert ((interval[:, 0] < value) & (value < interval[:, 1])).all()


def test_a_linear_score_has_no_spread():
    result = morris(lambda x: table(1e5 + 3 * x["x1"] - x["x3"]), ANGLES, rng=0)
    np.testing.assert_allclose(result.mu[:, 0], [6 * np.pi, 0, -2 * np.pi], rtol=1e-9)
    np.testing.assert_allclose(result.mu_star, np.abs(result.mu), rtol=1e-12)
    np.testing.assert_allclose(result.sigma, 0, atol=1e-8)
    assert (result.mu_star[1] == 0).all()


def test_quantiles_of_unbounded_parameters():
    normal = Parameters([Parameter("z", 0, stats.norm()), Parameter("fee", 2)])

    def line(x):
        return table(x["z"] - x["fee"])

    with pytest.raises(
        InvalidInputError, match=r"^morris\(\): levels need finite ends; .*'z'.*0.01"
    ):
        morris(line, normal, levels=4)
    assert np.isfinite(morris(line, normal, rng=0).mu_star).all()
    ends = stats.norm.ppf([0.1, 0.9])
    result = morris(line, normal, rng=0, levels=2, quantiles=(0.1, 0.9))
    np.testing.assert_allclose(result.mu[0, 0], ends[1] - ends[0], rtol=1e-12)
    assert result.names == ("z",)


def test_what_matters_by_sobol_matters_by_morris():
    rng = np.random.default_rng(0)
    names = [f"p{i}" for i in range(8)]
    parameters = Parameters([Parameter(name, 0.5, low=0, high=1) for name in names])
    slopes = np.array([3, 0, 1, 0, 2, 0, 0.5, 0]) * rng.choice([-1, 1], 8)

    def mixed(x):
        return table(sum(s * x[name] ** 2 for s, name in zip(slopes, names, strict=True)))

    star = morris(mixed, parameters, n_samples=64, rng=0).mu_star[:, 0]
    total = sobol(mixed, parameters, n_samples=512, rng=0).total[:, 0]
    assert ((star > 1e-9) == (total > 1e-9)).all()
    np.testing.assert_array_equal(np.argsort(star)[-4:], np.argsort(total)[-4:])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"levels": 5}, "levels must be even, as the jump is half of them; got 5"),
        ({"levels": 0}, "levels must be at least 2"),
        ({"levels": 4.0}, "levels must be an integer"),
        ({"quantiles": (0.9, 0.1)}, "two increasing probabilities"),
        ({"n_samples": 1}, "n_samples must be at least 2"),
        ({"design": "grid"}, "design must be one of"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"^morris\(\): .*{message}"):
        morris(model, ANGLES, **options)

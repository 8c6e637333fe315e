"""`prim`: planted boxes, a brute-force peeling, quasi-p-values, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import decision_analysis as da
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity import prim


def uniform(count, names="abcd", seed=0):
    rng = np.random.default_rng(seed)
    return {name: rng.uniform(size=count) for name in names}


def within(samples, **limits):
    inside = np.ones(len(next(iter(samples.values()))), dtype=bool)
    for name, (low, high) in limits.items():
        inside &= (samples[name] >= low) & (samples[name] <= high)
    return inside


SAMPLES = uniform(4000)
PLANTED = within(SAMPLES, a=(0.55, 0.9), c=(0, 0.45))


def test_a_planted_box_is_found():
    found = prim(SAMPLES, PLANTED)
    (box,) = found.boxes
    assert list(box.limits) == ["a", "c"]
    low, high = box.limits["a"]
    assert low == pytest.approx(0.55, abs=0.02)
    assert high == pytest.approx(0.9, abs=0.02)
    assert box.limits["c"][0] is None
    assert box.limits["c"][1] == pytest.approx(0.45, abs=0.02)
    assert (box.density, found.density) == (1.0, 1.0)
    assert box.coverage > 0.95
    assert found.base == PLANTED.mean()


def test_a_noisy_box_is_found_and_idle_parameters_have_large_quasi_p_values():
    samples = uniform(20_000, "abcdef", seed=4)
    inside = within(samples, b=(0.6, 1), e=(0.2, 0.7))
    chance = np.where(inside, 0.8, 0.1)
    outcome = np.random.default_rng(9).uniform(size=20_000) < chance
    (box,) = prim(samples, outcome, density=0.75).boxes
    p_values = dict(zip(box.names, box.p_values, strict=True))
    assert box.limits["b"][0] == pytest.approx(0.6, abs=0.03)
    assert box.limits["e"] == (pytest.approx(0.2, abs=0.03), pytest.approx(0.7, abs=0.03))
    assert max(p_values["b"], p_values["e"]) < 1e-20
    idle = [p_values[name] for name in "acdf"]
    assert min(idle) > 1e-3
    assert box.density >= 0.75


def test_coverage_density_and_mass_are_of_the_samples_in_the_limits():
    samples = uniform(3000, seed=2)
    outcome = np.random.default_rng(3).uniform(size=3000) < samples["a"] * samples["b"]
    (box,) = prim(samples, outcome, density=0.5).boxes
    limits = dict(zip(box.names, zip(box.low, box.high, strict=True), strict=True))
    inside = within(samples, **limits)
    assert box.density == outcome[inside].mean()
    assert box.coverage == outcome[inside].sum() / outcome.sum()
    assert box.mass == inside.mean()
    for t in range(len(box.path_mass)):
        ends = zip(box.path_low[t], box.path_high[t], strict=True)
        inside = within(samples, **dict(zip(box.names, ends, strict=True)))
        assert box.path_mass[t] == inside.mean()
        assert box.path_density[t] == outcome[inside].mean()
        assert box.path_coverage[t] == outcome[inside].sum() / outcome.sum()
    assert (np.diff(box.path_mass) < 0).all()
    assert box.path_density[box.step] >= 0.5 > box.path_density[box.step - 1]


def peeled_by_hand(samples, outcome, share, least):
    """Return the limits of each box of the path, by trying every slice with plain loops."""
    rows = list(range(len(outcome)))
    path = []
    while True:
        ends = {n: (min(v[r] for r in rows), max(v[r] for r in rows)) for n, v in samples.items()}
        path.append((len(rows), sum(outcome[r] for r in rows)))
        best = None
        for side in (0, 1):
            for name, values in samples.items():
                order = sorted(rows, key=lambda r: values[r] if not side else -values[r])
                width = min(max(1, int(share * len(rows))), len(rows) - 1)
                edge = values[order[width]]
                keep = [r for r in rows if (values[r] <= edge if side else values[r] >= edge)]
                if len(keep) == len(rows):
                    # all of those with the end's value go at once
                    keep = [r for r in rows if values[r] != ends[name][side]]
                if len(keep) < least or len(keep) == len(rows) or not keep:
                    continue
                mean = sum(outcome[r] for r in keep) / len(keep)
                if (
                    best is None
                    or (mean, len(keep)) > (best[0] + 1e-12, 0)
                    or (abs(mean - best[0]) <= 1e-12 and len(keep) > len(best[1]))
                ):
                    best = mean, keep
        hits = sum(outcome[r] for r in rows)
        if best is None or hits in (0, len(rows)):
            return path
        rows = best[1]


@pytest.mark.parametrize("digits", [None, 1, 0])
def test_peeling_is_that_of_plain_loops_also_with_many_equal_values(digits):
    samples = {
        n: 3 * v if digits is None else np.round(3 * v, digits) for n, v in uniform(300).items()
    }
    outcome = samples["a"] - samples["b"] + np.random.default_rng(1).normal(size=300) > 1
    (box,) = prim(samples, outcome, peel=0.1, least_mass=0.1).boxes
    expected = np.array(peeled_by_hand(samples, outcome.tolist(), 0.1, 30))
    np.testing.assert_allclose(box.path_mass, expected[:, 0] / 300)
    np.testing.assert_allclose(box.path_coverage, expected[:, 1] / outcome.sum())


def test_of_equally_good_slices_the_thinnest_goes():
    place = np.arange(20)
    # every slice leaves a half of cases: of a halves, of b two samples
    samples = {"a": (place >= 10).astype(float), "b": place.astype(float)}
    (box,) = prim(samples, place % 2 == 0, peel=0.1).boxes
    assert box.path_mass[1] == 0.9
    assert box.path_low[1].tolist() == [0, 2]


def test_quasi_p_values_are_binomial():
    samples = uniform(2000, seed=6)
    outcome = np.random.default_rng(3).uniform(size=2000) < samples["a"] ** 3
    (box,) = prim(samples, outcome, density=0.7).boxes
    limits = dict(zip(box.names, zip(box.low, box.high, strict=True), strict=True))
    inside = within(samples, **limits)
    for name, found in zip(box.names, box.p_values, strict=True):
        others = within(samples, **{k: v for k, v in limits.items() if k != name})
        size, hits = int(inside.sum()), int(outcome[inside].sum())
        chance = stats.binomtest(hits, size, outcome[others].mean(), alternative="greater").pvalue
        expected = 1.0 if name not in box.limits else chance
        assert found == pytest.approx(expected, rel=1e-9)


def test_two_boxes_one_after_the_other():
    samples = uniform(6000, seed=5)
    first, second = within(samples, a=(0, 0.3), b=(0.5, 1)), within(samples, c=(0.8, 1), d=(0, 0.3))
    found = prim(samples, first | second, n_boxes=5, least_mass=0.02)
    assert len(found.boxes) >= 2
    assert list(found.boxes[0].limits) == ["a", "b"]
    assert set(found.boxes[1].limits) >= {"c", "d"}
    assert found.coverage == pytest.approx(sum(box.coverage for box in found.boxes))
    assert found.coverage > 0.9
    text = repr(found)
    assert text.startswith("prim: ")
    assert "quasi-p" in text


def test_a_simulation_with_a_function_of_its_table():
    parameters = da.Parameters(
        [
            da.Parameter("p", 0.5, low=0, high=1),
            da.Parameter("fee", 5),
            da.Parameter("q", 1, low=0, high=2),
        ]
    )

    def model(x):
        return da.DecisionTable.from_rows(
            {"safe": [40.0], "risky": [100 * x["p"] + 0 * x["q"] - x["fee"]]}, ["payoff"]
        )

    drawn = da.uncertainty.simulate(model, parameters, n_samples=2048, rng=1)
    found = prim(drawn, lambda table: table.values[:, 1, 0] < 20)
    # a constant is never a limit
    assert found.names == ("p", "q")
    # 100 p - 5 < 20
    assert found.boxes[0].limits["p"][1] == pytest.approx(0.25, abs=0.001)
    by_samples = prim(drawn.samples, lambda x: 100 * x["p"] - 5 < 20)
    assert by_samples.equals(found)


def test_frames_and_series_are_aligned_by_row():
    frame = pd.DataFrame(SAMPLES, index=[f"run {i}" for i in range(4000)])
    outcome = pd.Series(PLANTED, index=frame.index)
    expected = prim(SAMPLES, PLANTED)
    assert prim(frame, outcome.sample(frac=1, random_state=2)).equals(expected)


def test_the_order_of_the_parameters_changes_nothing():
    samples = uniform(80, seed=11)
    outcome = samples["a"] + samples["d"] > 1.1
    expected = prim(samples, outcome, n_boxes=2)
    for names in ("dcba", "bdac"):
        found = prim({name: samples[name] for name in names}, outcome, n_boxes=2)
        assert found.names == tuple(names)
        assert (found.coverage, len(found.boxes)) == (expected.coverage, len(expected.boxes))
        place = [names.index(name) for name in "abcd"]
        for mine, theirs in zip(found.boxes, expected.boxes, strict=True):
            assert dict(mine.limits) == dict(theirs.limits)
            np.testing.assert_array_equal(mine.p_values[place], theirs.p_values)
            np.testing.assert_array_equal(mine.path_low[:, place], theirs.path_low)


def test_a_density_that_is_never_reached_is_told():
    outcome = np.random.default_rng(8).uniform(size=4000) < 0.2
    with pytest.warns(DegenerateDataWarning, match=r"^prim\(\): no box has a density of 0.95"):
        found = prim(SAMPLES, outcome, density=0.95, n_boxes=3)
    assert len(found.boxes) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"outcome": np.zeros(4000, dtype=bool)}, "true for some samples .*; none of 4,000 are"),
        ({"outcome": np.ones(4000, dtype=bool)}, "; all of 4,000 are"),
        ({"outcome": np.zeros(4000)}, "outcome must be an array of booleans"),
        ({"outcome": PLANTED[:-1]}, r"samples of 'a' must have shape \(3999,\); got \(4000,\)"),
        ({"samples": {"a": np.where(PLANTED, np.nan, 1.0)}}, "samples of 'a' must be finite"),
        ({"samples": {"a": np.ones(4000)}}, r"at least one parameter must vary; got constants"),
        ({"samples": {}}, "samples must not be empty"),
        ({"peel": 0}, "peel must be"),
        ({"paste": 0.7}, "paste must be"),
        ({"least_mass": 1}, "least_mass must be"),
        ({"density": 0}, "density must be"),
        ({"n_boxes": 0}, "n_boxes must be at least 1"),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^prim\(\): .*{message}"):
        prim(**{"samples": SAMPLES, "outcome": PLANTED, **arguments})

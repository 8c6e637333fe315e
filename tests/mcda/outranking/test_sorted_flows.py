"""Flows by sorting: those of all pairs, with ties, and thresholds met up to rounding."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.mcda.outranking import _flows

p = mcda.preference
FUNCTIONS = [
    p.gaussian(0.1),
    p.gaussian(1e-6),
    p.usual(),
    p.u_shape(0.3),
    p.u_shape(0),
    p.v_shape(0.3),
    p.v_shape(0),
    p.v_shape(1e6),
    p.level(0.1, 0.3),
    p.level(0.2, 0.2),
    p.linear(0.1, 0.3),
    p.linear(0.3, 0.3),
    p.linear(0.1, 0.1 + 1e-13),
    p.linear(0.1, 0.1 + 2.5e-12),
]
ROUNDING = np.full((len(FUNCTIONS), 1), 1e-12)
ROUNDING[-1] = 1e-4  # differences are known to 1e-16, and the ramp is 2.5e-12 wide
DRAWS = {
    "reals": lambda g, n: g.random(n),
    "tenths that tie and meet thresholds": lambda g, n: g.integers(0, 11, n) / 10,
    "multiples of a tenth": lambda g, n: g.integers(-5, 6, n) * 0.1,
    "far from 0": lambda g, n: g.integers(0, 11, n) / 10 + 1000,
    "within the noise": lambda g, n: g.integers(0, 3, n) / 10 + g.integers(0, 4, n) * 1e-13,
    "huge": lambda g, n: (g.random(n) - 0.5) * 1e300,
    "constant": lambda g, n: np.full(n, 0.3),
    "zero": lambda g, n: np.zeros(n),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_sorting_finds_what_all_pairs_do(draw, monkeypatch):
    generator = np.random.default_rng(3)
    for size in (1, 2, 7, 40):
        values = np.stack([draw(generator, size) for _ in FUNCTIONS], axis=-1)
        monkeypatch.setattr(_flows, "_SORTED_FROM", 10**9)
        pairwise = _flows.criterion_flows(values, FUNCTIONS)
        monkeypatch.setattr(_flows, "_SORTED_FROM", 1)
        by_sorting = _flows.criterion_flows(values, FUNCTIONS)
        assert (np.abs(np.subtract(by_sorting, pairwise)) <= ROUNDING).all()


def test_many_alternatives_take_no_array_of_pairs():
    size = 30_000  # all pairs would be 7 GB
    values = np.linspace(0, 1, size)[:, None]
    table = DecisionTable(values, ["c"], [f"a{i}" for i in range(size)])
    flows = mcda.promethee_ii(table, [1], preference=p.v_shape(1), steps=False)
    # of evenly spaced performances the mean difference from the others is linear
    expected = (values[:, 0] - 0.5) * size / (size - 1)
    np.testing.assert_allclose(flows.scores, expected, atol=1e-12)


def test_samples_of_many_alternatives():
    values = np.random.default_rng(4).random((2, 3, 150, 2))
    table = DecisionTable(values, ["x", "y"], [f"a{i}" for i in range(150)])
    whole = mcda.promethee_ii(table, [1, 2], preference=p.linear(0.1, 0.5))
    for sample in np.ndindex(2, 3):
        alone = mcda.promethee_ii(table.at(sample), [1, 2], preference=p.linear(0.1, 0.5))
        np.testing.assert_allclose(whole.scores[sample], alone.scores, rtol=0, atol=1e-14)

"""ELECTRE III: the published projects, credibility by its definition, traps of other libraries,
batches."""

import functools
import itertools
import operator

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

NAMES = ["c1", "c2", "c3", "c4", "c5"]
PROJECTS = DecisionTable(
    [
        [-14, 90, 0, 40, 100],
        [129, 100, 0, 0, 0],
        [-10, 50, 0, 10, 100],
        [44, 90, 0, 5, 20],
        [-14, 100, 0, 20, 40],
    ],
    NAMES,
    ["P1", "P2", "P3", "P4", "P5"],
)
# Buchanan, Sheppard and Vanderpooten (1999). The preference threshold of c5 is inferred: only 30
# gives the credibilities, where two packages that carry the table have 20.
THRESHOLDS = {
    "indifference": dict(zip(NAMES, [25, 16, 0, 12, 10], strict=True)),
    "preference": dict(zip(NAMES, [50, 24, 1, 24, 30], strict=True)),
    "veto": dict(zip(NAMES, [100, 60, 2, 48, 90], strict=True)),
}


def test_published_projects():
    result = mcda.electre_iii(PROJECTS, [1] * 5, **THRESHOLDS)
    expected = [
        [1, 0, 1, 0.8, 1],
        [0, 1, 0, 0.9, 0.67],
        [0.6, 0, 1, 0.6, 0.8],
        [0.25, 0.8, 0.67, 1, 0.85],
        [0.67, 0, 0.8, 0.8, 1],
    ]
    np.testing.assert_allclose(result.credibility, expected, atol=0.005)
    assert result.descending == (("P1",), ("P2",), ("P3", "P4", "P5"))
    assert result.ascending == (("P1", "P2"), ("P4",), ("P3", "P5"))
    assert result.ranks.tolist() == [1, 2, 4, 3, 4]
    assert result.matrix[0].tolist() == [False, True, True, True, True]
    assert repr(result).splitlines()[2].split() == ["P1", "1", "1", "1"]


def credibility_of(one, other, weights, limits):
    """The definition for one pair of rows, more being better; limits (q, p, v or None) by
    criterion."""
    concordance, objections = 0.0, []
    for x, y, w, (q, p, v) in zip(one, other, weights, limits, strict=True):
        shortfall = y - x
        if shortfall <= q:
            agreement = 1.0
        elif shortfall >= p:
            agreement = 0.0
        else:
            agreement = (p - shortfall) / (p - q)
        concordance += w * agreement
        if v is None or shortfall <= p:
            objections.append(0.0)
        else:
            objections.append(1.0 if shortfall >= v else (shortfall - p) / (v - p))
    result = concordance
    for objection in objections:
        if objection > concordance:
            result *= (1 - objection) / (1 - concordance)
    return result


def test_credibility_by_its_definition():
    rng = np.random.default_rng(11)
    values = rng.integers(0, 12, (7, 4)).astype(float)
    table = DecisionTable(
        values,
        [Criterion(c, g) for c, g in zip("wxyz", ["max", "min"] * 2, strict=True)],
        list("abcdefg"),
    )
    limits = [(1, 3, 7), (0, 0, 5), (2, 2, None), (0, 4, 4)]
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    result = mcda.electre_iii(
        table,
        weights,
        indifference={c: q for c, (q, _, _) in zip("wxyz", limits, strict=True)},
        preference={c: p for c, (_, p, _) in zip("wxyz", limits, strict=True)},
        veto={c: v for c, (_, _, v) in zip("wxyz", limits, strict=True) if v is not None},
    )
    oriented = np.where(table.maximize, values, -values)
    for a, b in itertools.product(range(7), repeat=2):
        expected = credibility_of(oriented[a], oriented[b], weights, limits)
        assert result.credibility[a, b] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("sign", [1, -1])
def test_credibility_at_its_bounds_by_hand(sign):
    """Of .75 and .25 the second falls short, where q = 2, p = 5 and v = 9; D is .75 at 8."""
    by_hand = {
        1.99: 1,
        2: 1,
        3.5: 0.875,
        5: 0.75,
        7: 0.75,
        8: 0.75,
        8.5: 0.75 * 0.125 / 0.25,
        9: 0,
        9.01: 0,
    }
    shortfalls = np.array(list(by_hand))
    rows = np.column_stack([np.zeros(len(by_hand)), -shortfalls])
    table = DecisionTable(
        sign * np.vstack([[0, 0], rows]),
        [Criterion(c, "max" if sign > 0 else "min") for c in "xy"],
        ["best", *map(str, shortfalls)],
    )
    result = mcda.electre_iii(
        table,
        [0.75, 0.25],
        indifference=2,
        preference={"x": 2, "y": 5},
        veto={"y": 9},
        distillation=(-0.3, 0.3),
    )
    np.testing.assert_allclose(result.credibility[1:, 0], list(by_hand.values()), atol=1e-12)
    assert result.credibility[0].tolist() == [1] * 10


@pytest.mark.parametrize(("degree", "classes"), [(0.7, 1), (0.7 - 1e-6, 2)])
def test_a_level_lies_below_the_discrimination_threshold(degree, classes):
    """s is .2: .9 is above .7 by just that much, so that the next level is 0, and all outrank."""
    result = mcda.distill([[1, 0.9], [degree, 1]], ["a", "b"], distillation=(0, 0.2))
    assert len(result.descending) == len(result.ascending) == classes


def test_identical_alternatives_are_concordant_without_thresholds():
    table = DecisionTable([[3, 4], [3, 4], [2, 4]], ["x", "y"], ["a1", "a10", "b"])
    result = mcda.electre_iii(table, [1, 1], indifference=0, preference=0, veto=0)
    assert result.credibility[0, 1] == result.credibility[1, 0] == 1
    assert result.ranks[0] == result.ranks[1]
    assert result.descending == result.ascending == (("a1", "a10"), ("b",))


def test_a_full_concordance_is_not_lost_to_rounding():
    # Ten times .1 adds up to less than 1; the criterion of weight 0 is far beyond its veto.
    weights = [*[0.1] * 10, 0]
    table = DecisionTable(
        [[1.0] * 10 + [0], [1.0] * 10 + [9]], [f"c{i}" for i in range(11)], ["a", "b"]
    )
    result = mcda.electre_iii(table, weights, indifference=0, preference=1, veto=2)
    assert functools.reduce(operator.add, weights) < 1
    assert result.credibility[0, 1] == 1


def test_lines_as_thresholds():
    table = DecisionTable([[100.0], [130.0]], [Criterion("price", "min")], ["a", "b"])
    result = mcda.electre_iii(
        table,
        [1],
        indifference=mcda.Affine(0.1, 0),
        preference=mcda.Affine(0.1, 34),
        veto=mcda.Affine(1, 0),
    )
    # b falls short by 30 where q = 13 and p = 47, both taken at the worse price, 130.
    assert result.credibility[1, 0] == pytest.approx(0.5)
    assert result.credibility[0, 1] == 1


def test_batches_equal_single_calls():
    rng = np.random.default_rng(13)
    tables = PROJECTS.with_values(PROJECTS.values + rng.normal(0, 10, (4, 1, 5, 5)))
    weights = rng.dirichlet(np.ones(5), 3)
    whole = mcda.electre_iii(tables, weights, **THRESHOLDS)
    one_table = mcda.electre_iii(PROJECTS, weights, **THRESHOLDS)
    assert whole.credibility.shape == (4, 3, 5, 5)
    for k, w in enumerate(weights):
        assert one_table.at(k).descending == mcda.electre_iii(PROJECTS, w, **THRESHOLDS).descending
        for s in range(4):
            alone = mcda.electre_iii(tables.at((s, 0)), w, **THRESHOLDS)
            np.testing.assert_allclose(
                whole.credibility[s, k], alone.credibility, rtol=0, atol=1e-12
            )
            assert whole.ranks[s, k].tolist() == alone.ranks.tolist()
            assert whole.at((s, k)).ascending == alone.ascending
            assert np.array_equal(whole.matrix[s, k], alone.matrix)


def test_blocks_do_not_matter(monkeypatch):
    weights = np.random.default_rng(17).dirichlet(np.ones(5), 50)
    whole = mcda.electre_iii(PROJECTS, weights, **THRESHOLDS)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 25 * 7)
    blocked = mcda.electre_iii(PROJECTS, weights, **THRESHOLDS)
    assert np.array_equal(whole.credibility, blocked.credibility)
    assert np.array_equal(whole.ranks, blocked.ranks)


def test_rows_in_blocks_and_vetoes_of_some(monkeypatch):
    limits = THRESHOLDS | {"veto": {"c2": mcda.Affine(0.1, 60), "c4": 48}}
    limits["preference"] = limits["preference"] | {"c1": 25}
    weights = np.random.default_rng(19).dirichlet(np.ones(5), (3, 1))
    tables = PROJECTS.with_values(PROJECTS.values + np.arange(2.0)[:, None, None])
    whole = mcda.electre_iii(tables, weights, **limits)
    one_table = mcda.electre_iii(PROJECTS, weights, **limits)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 2 * 5 * 5)
    for asked, found in ((tables, whole), (PROJECTS, one_table)):
        blocked = mcda.electre_iii(asked, weights, **limits)
        assert np.array_equal(found.credibility, blocked.credibility)
    np.testing.assert_array_equal(one_table.credibility[:, 0], whole.credibility[:, 0])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"indifference": {"c1": 25}},
            r"indifference must name each criterion once; missing \['c2'",
        ),
        (
            {"preference": 5},
            "thresholds of 'c1' must satisfy 0 <= indifference <= preference <= veto; got .* 25",
        ),
        ({"veto": {"c9": 1}}, "unknown criterion in veto 'c9'"),
        ({"distillation": (-1, 0.3)}, r"distillation must give s\(lambda\)"),
    ],
)
def test_refusals(changes, message):
    with pytest.raises(InvalidInputError, match=rf"electre_iii\(\): {message}"):
        mcda.electre_iii(PROJECTS, [1] * 5, **{**THRESHOLDS, **changes})


def test_thresholds_are_required():
    with pytest.raises(TypeError, match="indifference"):
        mcda.electre_iii(PROJECTS, [1] * 5)


def test_the_discrimination_threshold_is_the_usual_one_where_none_is_given():
    """s(1) = .3 - .15: 1 is above .8 by more than that, and above .85 by just that much."""
    for weight, parted in ((0.2, True), (0.15, False)):
        table = DecisionTable([[1, 1], [1, 0]], ["same", "apart"], ["a", "b"])
        found = mcda.electre_iii(table, [1 - weight, weight], indifference=0, preference=0)
        np.testing.assert_allclose(found.credibility, [[1, 1], [1 - weight, 1]])
        assert (found["a"] < found["b"]) == parted

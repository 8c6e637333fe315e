"""ELECTRE IV: the five relations by their definition, published credibilities, veto, batches."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

LIMITS = {"indifference": 1, "preference": 2}


def table(values, goals=None):
    values = np.asarray(values, float)
    criteria = [Criterion(f"g{j}", g) for j, g in enumerate(goals or ["max"] * values.shape[-1])]
    return DecisionTable(values, criteria, [f"a{i}" for i in range(values.shape[-2])])


def over(differences, **options):
    """Return the credibility of one alternative over another that it exceeds by differences."""
    result = mcda.electre_iv(table([differences, np.zeros(len(differences))]), **LIMITS, **options)
    return result.credibility[0, 1]


@pytest.mark.parametrize(
    ("differences", "credibility"),
    [
        ([1, -1, 1, 0], 1.0),  # one criterion against, in indifference, and two for
        ([0, 0, 0, 0], 0.6),  # equal: nothing is better, and so no dominance but pseudo
        ([1, -1, 0, 0], 0.6),
        ([3, -2, 1, 0], 0.8),  # a weak preference against one strict preference
        ([2, -2, 1, 0], 0.6),  # against a weak one
        ([3, -2, -1, 0], 0.6),  # as many better as worse
        ([1, -2, 1, 1], 0.4),
        ([3, 3, -3, 0], 0.2),  # one strict preference against half of the criteria
        ([3, 2, -3, 0], 0.0),
        ([3, 3, -3, -3], 0.0),
    ],
)
def test_the_strongest_relation(differences, credibility):
    assert over(differences) == credibility


def test_a_veto_forbids_veto_dominance_alone():
    assert over([3, 3, -3, 0], veto=3.5) == 0.2
    assert over([3, 3, -3, 0], veto={"g2": 3}) == 0
    assert over([3, 3, -3, 0], veto={"g0": 3}) == 0.2
    # a shortfall that is no strict preference has no veto
    assert over([3, 3, -2, 0], veto=2) == 0.8
    assert over([3, 3, -3, -2], veto={"g3": 2}) == 0.2


def test_half_of_an_odd_number_of_criteria_is_rounded_up():
    assert over([3, 3, -3, 0, 0]) == 0
    assert over([3, 3, 3, -3, 0]) == 0.2


def credibility_of(one, other, q, p, v):
    """The definition for one pair of rows, more being better."""
    for_, against = ([0, 0, 0], [0, 0, 0])
    vetoed = False
    for x, y in zip(one, other, strict=True):
        counts, size = (for_, x - y) if x > y else (against, y - x)
        counts[0 if size > p else 1 if size > q else 2] += size > 0
        vetoed |= y - x > p and y - x >= v
    if against[0] == against[1] == 0 and against[2] < sum(for_):
        return 1.0
    if against[0] == 0 and against[1] <= for_[0] and against[1] + against[2] < sum(for_):
        return 0.8
    if against[0] == 0 and against[1] <= for_[0] + for_[1]:
        return 0.6
    if against[0] == 0:
        return 0.4
    return 0.2 if against[0] == 1 and not vetoed and for_[0] >= len(one) / 2 else 0.0


def test_credibility_by_its_definition():
    rng = np.random.default_rng(4)
    data = table(rng.integers(0, 7, (12, 5)), ["max", "min", "max", "min", "max"])
    result = mcda.electre_iv(data, indifference=1, preference=2, veto=5)
    oriented = np.where(data.maximize, data.values, -data.values)
    for a, b in itertools.permutations(range(12), 2):
        assert result.credibility[a, b] == credibility_of(oriented[a], oriented[b], 1, 2, 5)
    assert len(np.unique(result.credibility)) == 6
    again = mcda.distill(result.credibility, data.alternatives, distillation=(0, 0.1))
    assert result.descending == again.descending
    assert result.ascending == again.ascending


def test_lines_as_thresholds():
    # b is dearer by 30, where q = 13 and p = 26, both taken at the worse price, 130
    data = table([[130, 5], [100, 0]], ["min", "max"])
    line = mcda.Affine(0.1, 0)
    options = {"indifference": {"g0": line, "g1": 1}, "preference": {"g0": line, "g1": 2}}
    assert mcda.electre_iv(data, **options).credibility[0, 1] == 0.2
    options["preference"]["g0"] = mcda.Affine(0.1, 17)
    assert mcda.electre_iv(data, **options).credibility[0, 1] == 0.6


def test_one_alternative_and_equal_ones():
    assert mcda.electre_iv(table([[1, 2]]), **LIMITS).ranks.tolist() == [1]
    assert mcda.electre_iv(table([[1, 2]] * 3), **LIMITS).ranks.tolist() == [1, 1, 1]


def test_batches_equal_single_calls():
    tables = table(np.random.default_rng(3).integers(0, 9, (4, 2, 6, 3)))
    whole = mcda.electre_iv(tables, veto=6, **LIMITS)
    assert whole.credibility.shape == (4, 2, 6, 6)
    for s in np.ndindex(4, 2):
        alone = mcda.electre_iv(tables.at(s), veto=6, **LIMITS)
        assert np.array_equal(whole.at(s).credibility, alone.credibility)
        assert np.array_equal(whole.at(s).ranks, alone.ranks)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"veto": 1}, "thresholds of 'g0' must satisfy 0 <= indifference <= preference <= veto"),
        ({"distillation": (-1, 0.1)}, r"distillation must give s\(lambda\)"),
        ({"indifference": {"g0": 1}}, "indifference must name each criterion once; missing"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_iv\(\): {message}"):
        mcda.electre_iv(table([[1, 2], [3, 1]]), **{**LIMITS, **options})

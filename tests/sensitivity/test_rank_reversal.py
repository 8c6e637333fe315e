"""`rank_reversal`: the published example, planted reversals, and methods that have none."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import rank_reversal

BELTON = da.DecisionTable.from_rows(
    {"A": [1, 9, 8], "B": [9, 1, 9], "C": [1, 1, 1]}, ["a", "b", "c"]
)


def shares(table, weights):
    """Score as Saaty's method does where comparisons are consistent: shares of column sums."""
    return mcda.weighted_sum(table, weights, normalization="sum")


def fixed(table, weights):
    values = dict.fromkeys(table.criterion_names, da.value.linear(0, 10))
    return mcda.additive_value(table, weights, values=values)


def test_belton_and_gear_as_printed():
    # Belton and Gear (1983): .45, .47, .08, and beside D, a copy of B, .37, .29, .06, .29
    np.testing.assert_allclose(shares(BELTON, [1, 1, 1]).scores, [0.45, 0.47, 0.08], atol=0.005)
    four = da.DecisionTable([*BELTON.values, BELTON.values[1]], BELTON.criteria, list("ABCD"))
    np.testing.assert_allclose(shares(four, [1, 1, 1]).scores, [0.37, 0.29, 0.06, 0.29], atol=0.005)
    found = rank_reversal(BELTON, shares, [1, 1, 1])
    # B halfway to the worst is (5, 1, 5): A (1/16 + 9/12 + 8/23) / 3, .387, and B .346 then
    assert found.reversals == (("copied", "B", "B", "A"), ("added", "B", "B", "A"))
    assert found.best_changes == (("copied", "B", "A"), ("added", "B", "A"))
    assert found.with_added[1].tolist() == [1, 2, 4]
    assert found.with_copy[1].tolist() == [1, 2, 4]
    assert found.ranks.tolist() == [2, 1, 3]
    assert (found.keeps_best, found.is_transitive, found.agrees_with_pairs) == (True, True, True)


def test_scores_of_each_by_itself_are_never_reversed():
    rng = np.random.default_rng(1)
    for _ in range(5):
        table = da.DecisionTable(rng.uniform(0, 10, (6, 3)), ["x", "y", "z"], list("abcdef"))
        found = rank_reversal(table, fixed, rng.uniform(size=3))
        assert (found.reversals, found.best_changes, found.cycles) == ((), (), ())
        assert found.agrees_with_pairs
        assert found.in_pairs.sum() == 0


def test_topsis_reverses_some_and_each_is_as_told():
    rng = np.random.default_rng(2)
    seen = set()
    for _ in range(12):
        table = da.DecisionTable(rng.uniform(1, 10, (5, 3)), ["x", "y", "z"], list("abcde"))
        weights = rng.uniform(size=3)
        found = rank_reversal(table, mcda.topsis, weights)
        whole = mcda.topsis(table, weights)
        for what, to, better, then in found.reversals:
            seen.add(what)
            left = {"removed": set("abcde") - {to}, "only these two": {better, then}}
            row = table.values[["abcde".index(to)]].copy() if to else table.values[:0]
            if what in ("added", "worse"):
                row += (table.values.min(axis=0) - row) / 2
            if what == "worse":
                values = table.values.copy()
                values["abcde".index(to)] = row
                other = table.with_values(values)
                assert better != to
            elif what in ("copied", "added"):
                other = da.DecisionTable(
                    np.concatenate([table.values, row]), table.criteria, [*"abcde", "new"]
                )
            else:
                other = table.select(alternatives=sorted(left[what]))
            again = mcda.topsis(other, weights)
            assert whole[better] > whole[then]
            assert again[then] > again[better]
        assert found.keeps_best == all(what != "worse" for what, _, _ in found.best_changes)
    assert seen == {"removed", "copied", "added", "worse", "only these two"}


def majority(table, weights):
    """Rank by how many others are beaten on more criteria than not, cycles and all."""
    over = (table.values[:, None, :] > table.values[None, :, :]).sum(axis=-1)
    return da.Scores(
        method="majority",
        alternatives=table.alternatives,
        scores=(over > over.T).sum(axis=-1).astype(float)[None],
    )


def test_condorcets_cycle_is_told():
    table = da.DecisionTable([[3, 1, 2], [2, 3, 1], [1, 2, 3]], ["x", "y", "z"], list("abc"))
    found = rank_reversal(table, majority, [1, 1, 1])
    ((first, second, third),) = found.cycles
    place = {label: row for row, label in enumerate("abc")}
    assert found.in_pairs[place[first], place[second]] == 1
    assert found.in_pairs[place[second], place[third]] == 1
    assert found.in_pairs[place[first], place[third]] == -1
    assert not found.is_transitive
    assert not found.agrees_with_pairs
    assert " > " in repr(found)


def fickle(table, weights):
    """Score by x + y where x has a mean of at least 5 and by x + 10 y elsewhere."""
    x, y = table.values[..., 0], table.values[..., 1]
    scores = x + np.where(x.mean(axis=-1, keepdims=True) >= 5, 1, 10) * y
    # a row for each of the weights, also of a single table
    scores = np.broadcast_to(scores, (len(weights), len(table.alternatives)))
    return da.Scores(method="fickle", alternatives=table.alternatives, scores=scores)


def test_the_best_that_does_not_stay_beside_a_worse_one_is_told():
    table = da.DecisionTable([[9, 1], [6, 2], [1, 1.95]], ["x", "y"], list("abc"))
    found = rank_reversal(table, fickle, [1, 1])
    # b halfway to the worst is (3.5, 1.5): the mean of x falls to 4.5, a has 19, b 18.5, c 20.5
    assert ("worse", "b", "c") in found.best_changes
    assert found.with_worse.tolist() == [[1, 2, 3], [2, 3, 1], [1, 2, 3]]
    assert not found.keeps_best
    # by a tenth the mean stays above 5
    assert rank_reversal(table, fickle, [1, 1], worsening=0.1).keeps_best


def test_a_tie_that_arises_is_no_reversal_but_pairs_do_not_agree():
    def coarse(table, weights):
        scores = table.values[..., 0]
        scores = scores.round() if len(table.alternatives) < 3 else scores
        scores = np.broadcast_to(scores, (len(weights), len(table.alternatives)))
        return da.Scores(method="coarse", alternatives=table.alternatives, scores=scores)

    found = rank_reversal(da.DecisionTable([[1.2], [1.0], [5.0]], ["x"], list("abc")), coarse, [1])
    assert found.reversals == ()
    assert found.without[2].tolist() == [1, 1, 0]
    assert (found.is_transitive, found.agrees_with_pairs) == (True, False)


def test_halfway_to_the_worst_of_each_criterion():
    seen = []

    def method(table, weights):
        if table.sample_shape:
            seen.append(table.values.copy())
        return fixed(table, weights)

    table = da.DecisionTable(
        [[9.0, 1.0], [5.0, 6.0], [1.0, 9.0]], {"x": "max", "y": "max"}, list("abc")
    )
    rank_reversal(table, method, [1, 1], worsening=0.25)
    (worse,) = seen
    # b is the best by .55, and a and c are not: of a, x goes from 9 by a fourth of the way to 1
    np.testing.assert_allclose(worse[0], [[7, 1], [5, 6], [1, 9]])
    np.testing.assert_allclose(worse[1], [[9, 1], [5, 6], [1, 7]])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"table": BELTON.with_values([BELTON.values] * 2)}, "without sample axes; got"),
        ({"table": BELTON.select(alternatives=["A"])}, "must have two alternatives; got 1"),
        ({"method": 3}, "method must be a function"),
        ({"method": lambda t, w: w}, "must return a result with .ranks"),
        ({"weights": [1, 2]}, "need 3 weights"),
        ({"worsening": 0}, r"worsening must be in \(0, 1\]; got 0"),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^rank_reversal\(\): .*{message}"):
        rank_reversal(**{"table": BELTON, "method": shares, "weights": [1, 1, 1], **arguments})

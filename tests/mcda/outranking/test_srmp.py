"""SRMP: the order of the profiles, ties, independence of others, batches, refusals."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("price", "min"), "comfort", "space"]
PROFILES = DecisionTable([[17, 3, 2.5], [13, 4, 3.5], [10, 5, 5]], CRITERIA, ["low", "mid", "top"])
RNG = np.random.default_rng(3)
CARS = DecisionTable(
    np.stack([RNG.integers(8, 20, 12), RNG.integers(1, 7, 12), RNG.integers(1, 7, 12)], axis=1),
    CRITERIA,
    [f"a{i}" for i in range(12)],
)
WEIGHTS = [0.2, 0.44, 0.36]


def by_hand(table, weights, profiles):
    """Return for each alternative the tuple of coalition weights, by which tuples sort."""
    sign = np.where(table.maximize, 1, -1)
    met = table.values[:, None] * sign >= profiles.values[None] * sign
    return [tuple((row * np.array(weights)).sum(axis=-1).round(12)) for row in met]


@pytest.mark.parametrize("order", list(itertools.permutations(["low", "mid", "top"])))
def test_the_order_of_profiles_is_lexicographic(order):
    found = mcda.srmp(CARS, WEIGHTS, profiles=PROFILES, order=order)
    keys = by_hand(CARS, WEIGHTS, PROFILES.select(alternatives=order))
    classes = {key: place for place, key in enumerate(sorted(set(keys)), 1)}
    assert found.scores.tolist() == [classes[key] for key in keys]
    assert found.profiles == order
    # rows in that order say the same
    rows = PROFILES.select(alternatives=order)
    assert mcda.srmp(CARS, WEIGHTS, profiles=rows).scores.tolist() == found.scores.tolist()


def test_others_do_not_turn_two_round():
    whole = mcda.srmp(CARS, WEIGHTS, profiles=PROFILES)
    for a, b in itertools.combinations(CARS.alternatives, 2):
        pair = mcda.srmp(CARS.select(alternatives=[a, b]), WEIGHTS, profiles=PROFILES)
        assert np.sign(pair[a] - pair[b]) == np.sign(whole[a] - whole[b])


def test_a_batch_is_a_loop_and_weights_tie_by_the_one_rule():
    tables = CARS.with_values(CARS.values * np.array([1, 1.1, 1.25])[:, None, None])
    weights = np.array([[1, 1, 1], [2, 1, 4], [0.1, 0.2, 0.3]])
    whole = mcda.srmp(tables, weights, profiles=PROFILES)
    for i in range(3):
        one = mcda.srmp(tables.at(i), weights[i], profiles=PROFILES)
        np.testing.assert_array_equal(whole.at(i).scores, one.scores)
        np.testing.assert_array_equal(whole.at(i).decided, one.decided)
    # .1 + .2 and .3 weigh the same
    two = DecisionTable([[1, 1, 0], [0, 0, 1]], list("xyz"), ["a", "b"])
    level = DecisionTable([[1, 1, 1]], list("xyz"), ["p"])
    assert mcda.srmp(two, [0.1, 0.2, 0.3], profiles=level).scores.tolist() == [1, 1]


def test_how_many_profiles_it_took():
    table = DecisionTable([[1, 1], [3, 1], [3, 2], [3, 2]], list("xy"), list("abcd"))
    found = mcda.srmp(
        table, [1, 1], profiles=DecisionTable([[3, 3], [2, 2]], list("xy"), ["h", "l"])
    )
    assert found.scores.tolist() == [1, 2, 3, 3]
    assert found.decided.tolist() == [1, 2, 0, 0]
    alone = mcda.srmp(table.select(alternatives=["a"]), [1, 1], profiles=table)
    assert alone.scores.tolist() == [1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"order": ["low", "mid"]},
            r"srmp\(\): order must name each profile once; missing \['top'\]",
        ),
        ({"order": ["low", "mid", "top", "x"]}, r"unknown \['x'\]"),
        (
            {"profiles": PROFILES.with_values([[17, 3, 2.5], [18, 4, 3.5], [10, 5, 5]])},
            "of any two profiles one must dominate the other; 'low' and 'mid'",
        ),
        ({"profiles": PROFILES.select(criteria=["price", "space"])}, r"missing \['comfort'\]"),
        (
            {"profiles": DecisionTable([[1, 2, 3]], ["price", "comfort", "space"], ["p"])},
            "profiles must share the goals of the table; 'price'",
        ),
    ],
)
def test_bad_profiles_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.srmp(CARS, WEIGHTS, **{"profiles": PROFILES, **options})

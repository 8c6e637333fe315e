"""FlowSort: flows by definition, the three kinds of profiles, limits met exactly, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

p = mcda.preference
CRITERIA = [Criterion("cost", "min"), "effect", "speed"]
PREFERENCE = {"cost": p.linear(0.05, 0.4), "effect": p.v_shape(0.5), "speed": p.gaussian(0.3)}
WEIGHTS = [2, 1, 1]
PROFILES = DecisionTable(
    [[1, 0, 0], [0.7, 0.4, 0.3], [0.4, 0.6, 0.7], [0, 1, 1]],
    CRITERIA,
    ["worst", "low", "high", "best"],
)
VALUES = np.random.default_rng(3).random((2, 8, 3))
TABLE = DecisionTable(VALUES[0], CRITERIA, list("abcdefgh"))


def sort(table=TABLE, profiles=PROFILES, **options):
    return mcda.flowsort(table, WEIGHTS, profiles=profiles, preference=PREFERENCE, **options)


@pytest.mark.parametrize("flow", ["net", "positive", "negative"])
def test_categories_follow_from_promethee_among_the_profiles(flow):
    result = sort(rule=flow, kind="limiting")
    central = sort(rule=flow, kind="central")
    for a, row in enumerate(TABLE.values):
        among = DecisionTable(
            [*PROFILES.values, row], CRITERIA, [*PROFILES.alternatives, "alternative"]
        )
        flows = mcda.promethee_ii(among, WEIGHTS, preference=PREFERENCE)
        np.testing.assert_allclose(result.positive[a], flows.positive[-1])
        np.testing.assert_allclose(result.profile_negative[a], flows.negative[:-1])
        of = {"net": flows.scores, "positive": flows.positive, "negative": -flows.negative}[flow]
        assert result.assignment[a] == (of[-1] > of[1:3]).sum()
        assert central.assignment[a] == np.abs(of[:4] - of[-1]).argmin()


def test_limits_between_categories_are_the_inner_ones():
    inner = sort(kind="limiting")
    # the same profiles, of which the outermost part nothing off
    between = sort()
    assert between.categories == ("1", "2", "3", "4", "5")
    assert (between.assignment == inner.assignment + 1).all()
    # as many categories as limiting profiles have tell what the profiles are
    named = sort(categories=["weak", "fair", "strong"])
    assert (named.assignment == inner.assignment).all()
    assert named.parameters["kind"] == "limiting"


def test_sampled_weights_are_a_loop():
    samples = np.array([[2, 1, 1], [1, 3, 0], [1, 1, 5.0]])
    options = {"profiles": PROFILES, "preference": PREFERENCE}
    whole = mcda.flowsort(TABLE, samples, **options)
    assert whole.assignment.shape == (3, 8)
    for i, one in enumerate(samples):
        single = mcda.flowsort(TABLE, one, **options)
        np.testing.assert_array_equal(whole.at(i).assignment, single.assignment)


def test_an_alternative_at_a_limit_is_below_it_by_positive_and_above_it_by_negative_flow():
    two = PROFILES.select(alternatives=["low", "high"])
    at = two.select(alternatives=["high"])
    assert sort(at, two, rule="positive").assignment.tolist() == [1]
    assert sort(at, two, rule="net").assignment.tolist() == [1]
    assert sort(at, two, rule="negative").assignment.tolist() == [2]


def test_the_outermost_limits_are_within_them():
    assert sort(PROFILES, kind="limiting").assignment.tolist() == [0, 0, 1, 2]


def test_other_alternatives_do_not_matter_and_batches_equal_single_calls():
    whole = sort(TABLE.with_values(VALUES), profiles=PROFILES)
    for s in range(2):
        for label in TABLE.alternatives:
            alone = TABLE.with_values(VALUES[s]).select(alternatives=[label])
            assert sort(alone)[label] == whole.at(s)[label]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rule": "other"}, "rule must be one of 'net', 'positive', 'negative'"),
        ({"kind": "outer"}, "kind must be one of 'between', 'limiting', 'central'"),
        ({"categories": ["a", "b"]}, "need 5 categories for 4 profiles that are 'between'"),
        (
            {
                "profiles": PROFILES.select(alternatives=["low", "high"]),
                "kind": "limiting",
            },
            r"'.' on '.*' must be within the outermost profiles; got",
        ),
        (
            {"profiles": PROFILES.select(alternatives=["low"]), "kind": "limiting"},
            "limiting profiles must be at least 2; got 1",
        ),
        (
            {"profiles": PROFILES.select(alternatives=["high", "low"])},
            "each profile must dominate the one before",
        ),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        sort(**options)

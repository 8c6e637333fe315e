"""MR-Sort: vetoes and dictators in every form, rules, batches, rounding, refusals."""

import itertools

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, catalog, mcda
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("price", "min"), "comfort", "space"]
CARS = DecisionTable(
    [[14, 4.1, 3], [18, 3.9, 5], [11, 2.5, 2], [16, 4, 4]], CRITERIA, ["a", "b", "c", "d"]
)
PROFILES = DecisionTable([[17, 3, 2.5], [13, 4, 3.5]], CRITERIA, ["fair", "good"])
WEIGHTS = [0.5, 0.3, 0.2]
MODEL = {"profiles": PROFILES, "majority": 0.5}


def assigned(**options):
    return mcda.mr_sort(CARS, WEIGHTS, **{**MODEL, **options}).assignment.tolist()


def test_the_majority_is_a_share_that_is_reached_with_slack():
    # a meets 'good' on comfort alone, .3; d on comfort and space, .3 + .2
    assert assigned() == [1, 1, 2, 2]
    assert assigned(majority=0.5 + 1e-8) == [1, 0, 0, 1]
    shares = mcda.mr_sort(CARS, [5, 3, 2], **MODEL)
    assert shares.concordance[0].round(9).tolist() == [1.0, 0.3]
    # without levels there is no rule to be told of
    assert "rule" not in shares.parameters
    tenths = DecisionTable([[1] * 10], [f"c{i}" for i in range(10)], ["x"])
    half = tenths.with_values([[1] * 3 + [0] * 7])
    third = mcda.mr_sort(half, [0.1] * 10, profiles=tenths, majority=0.3)
    assert third.assignment.tolist() == [1]  # .1 + .1 + .1 is more than .3 by rounding, or less


def test_levels_are_taken_in_every_form():
    by_profile = {"good": {"price": 13.5}, "fair": {"space": 2}}
    frame = pd.DataFrame(
        [[2.0, np.nan, np.nan], [np.nan, 13.5, np.nan]],
        index=["fair", "good"],
        columns=["space", "price", "comfort"],
    )
    # price is reached at 13.5 and beyond by all but c, and space at 2 by c alone
    right = assigned(veto=by_profile, majority=0.3)
    assert right == [1, 1, 2, 1]
    nan = np.nan
    for given in (
        frame,
        frame.iloc[::-1],
        [[None, None, 2], [13.5, None, None]],
        np.array([[nan, nan, 2], [13.5, nan, nan]]),
    ):
        assert assigned(veto=given, majority=0.3) == right
    far = PROFILES.with_values([[99, -9, 2], [13.5, -9, -9]])
    assert assigned(veto=far, majority=0.3) == right
    # of criteria alone: the same at each profile
    assert assigned(veto={"comfort": 2.5}) == assigned(
        veto={label: {"comfort": 2.5} for label in PROFILES.alternatives}
    )
    assert assigned(veto={}) == assigned()


def test_a_veto_of_a_criterion_without_weight_stands():
    result = mcda.mr_sort(CARS, [1, 1, 0], **MODEL, veto={"space": 2})
    assert result["c"] == "1"
    assert result.vetoed[2].all()


@pytest.mark.parametrize("rule", ["V", "D", "v", "d", "dV", "Dv", "dv"])
def test_rules_by_truth_table(rule):
    # Meyer and Olteanu (2017): what the majority, a veto and a dictator make together
    outcomes = {
        "V": lambda m, v, d: m and not v,
        "D": lambda m, v, d: m or d,
        "v": lambda m, v, d: m and (not v or d),
        "d": lambda m, v, d: m or (d and not v),
        "dV": lambda m, v, d: (m or d) and not v,
        "Dv": lambda m, v, d: d or (m and not v),
        "dv": lambda m, v, d: (d and not v) or (m and (not v or d)),
    }
    names = ["m", "v", "d"]
    rows = [
        [1 if m else 0, -9 if v else 0, 9 if d else 0]
        for m, v, d in itertools.product([False, True], repeat=3)
    ]
    table = DecisionTable(rows, names, [str(i) for i in range(8)])
    found = mcda.mr_sort(
        table,
        [1, 0, 0],
        profiles=DecisionTable([[1, 1, 1]], names, ["p"]),
        majority=1,
        veto={"v": -9},
        dictator={"d": 9},
        rule=rule,
    )
    right = [bool(outcomes[rule](*who)) for who in itertools.product([False, True], repeat=3)]
    assert found.assignment.astype(bool).tolist() == right


def test_a_batch_of_everything_is_a_loop():
    rng = np.random.default_rng(0)
    tables = CARS.with_values(CARS.values * rng.uniform(0.8, 1.2, (3, 1, 4, 3)))
    profiles = PROFILES.with_values(PROFILES.values * rng.uniform(0.9, 1.1, (2, 1, 1)))
    weights = rng.dirichlet([1, 1, 1], (3, 2))
    veto = PROFILES.with_values(np.stack([[[30, 1, 1], [16.5, 2, 2]], [[40, 1, 1], [17.5, 2, 2]]]))
    whole = mcda.mr_sort(tables, weights, profiles=profiles, majority=0.6, veto=veto)
    assert whole.assignment.shape == (3, 2, 4)
    for i, j in np.ndindex(3, 2):
        one = mcda.mr_sort(
            tables.at((i, 0)), weights[i, j], profiles=profiles.at(j), majority=0.6, veto=veto.at(j)
        )
        np.testing.assert_array_equal(whole.at((i, j)).assignment, one.assignment)
        np.testing.assert_array_equal(whole.at((i, j)).vetoed, one.vetoed)


def test_a_majority_for_each_sample():
    found = mcda.mr_sort(CARS, WEIGHTS, profiles=PROFILES, majority=[0.3, 0.5, 1])
    assert found.assignment.shape == (3, 4)
    for share, row in zip([0.3, 0.5, 1], found.assignment.tolist(), strict=True):
        assert row == assigned(majority=share)
    again = mcda.mr_sort(CARS, WEIGHTS, profiles=PROFILES, majority=(0.3, 0.5, 1))
    np.testing.assert_array_equal(again.assignment, found.assignment)
    with pytest.raises(
        InvalidInputError, match=r"majority must be in \(0, 1\] in each sample; got 2"
    ):
        assigned(majority=[0.5, 2])


def test_rounding_does_not_miss_a_profile_nor_a_veto():
    third = DecisionTable([[0.1 + 0.2]], [Criterion("x", "min")], ["a"])
    model = {"profiles": DecisionTable([[0.3]], third.criteria, ["p"]), "majority": 1}
    assert mcda.mr_sort(third, [1], **model).assignment.tolist() == [1]
    level = {"profiles": third.with_values([[0.1]]), "majority": 1, "veto": [[0.1 + 0.2]]}
    assert mcda.mr_sort(third.with_values([[0.3]]), [1], **level).vetoed.all()


def test_without_thresholds_electre_tri_is_the_same():
    rng = np.random.default_rng(1)
    for _ in range(20):
        table = CARS.with_values(rng.uniform(0, 20, (4, 3)).round())
        weights, share = rng.dirichlet([1, 1, 1]), rng.uniform(0.5, 1)
        tri = mcda.electre_tri(
            table, weights, profiles=PROFILES, indifference=0, preference=0, cut_level=share
        )
        sort = mcda.mr_sort(table, weights, profiles=PROFILES, majority=share)
        np.testing.assert_array_equal(tri.assignment, sort.assignment)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"veto": DecisionTable([*PROFILES.values, [9, 5, 5]], CRITERIA, ["fair", "good", "x"])},
            r"veto must have each profile once; unknown \['x'\]",
        ),
        (
            {"veto": PROFILES.select(criteria=["price", "comfort"])},
            r"veto must have each criterion once; missing \['space'\]",
        ),
        ({"majority": 0}, r"mr_sort\(\): majority must be .*\(0, 1\]; got 0"),
        ({"majority": 3}, r"majority must be .*; got 3"),
        ({"veto": {"price": 12}}, "veto on 'price' must not be better than the profile 'fair'"),
        ({"dictator": {"space": 3}}, "dictator on 'space' must not be worse than the profile"),
        ({"veto": {"best": {"price": 20}}}, r"unknown profile in veto 'best'"),
        ({"veto": {"good": {"prize": 20}}}, r"unknown criterion in veto of 'good' 'prize'"),
        ({"veto": {"price": np.nan}}, "veto on 'price' must be finite"),
        ({"veto": [[1, 2, 3]]}, r"veto must be levels \(..., 2, 3\), a row for each profile"),
        ({"veto": 5}, r"veto must be levels"),
        ({"rule": "V"}, "rule 'V' needs levels of veto; got None"),
        ({"rule": "dv", "veto": {"price": 20}}, "rule 'dv' needs levels of dictator"),
        ({"rule": "W", "veto": {"price": 20}}, "rule must be one of"),
        (
            {"veto": {"price": 20}, "dictator": {"space": 9}},
            "rule must say how vetoes and dictators act together",
        ),
        ({"profiles": PROFILES.select(alternatives=["good", "fair"])}, "worst first"),
        ({"categories": ["x", "y"]}, "need 3 categories"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        assigned(**options)


def test_a_veto_level_is_no_difference():
    # of the published case: 9 and 0 are performances; as differences from the profile they differ
    case = catalog.load("meyer_mcda/mr_sort")
    assert case.run()["a4"] == "Bad"
    without = mcda.mr_sort(case.table, case.weights, **{**case.inputs, "veto": None}, majority=0.5)
    assert without.assignment.tolist() == [2, 1, 1, 0, 0]

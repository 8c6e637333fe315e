"""ELECTRE TRI-nC: TRI-C with one profile for each category, the most similar of several, batches,
refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("rent", "min"), Criterion("light"), Criterion("quiet")]
TYPICAL = DecisionTable(
    [[800, 4, 2], [700, 2, 4], [500, 6, 6], [450, 9, 5]],
    CRITERIA,
    ["loud", "dark", "fine", "bright"],
)
BELONG = {"loud": "plain", "dark": "plain", "fine": "good", "bright": "good"}
LIMITS = {
    "indifference": {"rent": 50, "light": 1, "quiet": 1},
    "preference": {"rent": 150, "light": 2, "quiet": 2},
}
WEIGHTS = {"rent": 2, "light": 1, "quiet": 1}


def flats(values):
    return DecisionTable(values, CRITERIA, [f"a{i}" for i in range(len(values))])


def sort(table, **options):
    given = {"profiles": TYPICAL, "profile_categories": BELONG, **LIMITS, **options}
    return mcda.electre_tri_nc(table, WEIGHTS, **given)


def test_with_one_profile_for_each_category_it_is_tri_c():
    rng = np.random.default_rng(7)
    table = flats(rng.uniform([300, 0, 0], [900, 10, 10], (50, 3)))
    chosen = TYPICAL.select(alternatives=["loud", "fine"])
    one = {"loud": "plain", "fine": "good"}
    found = sort(table, profiles=chosen, profile_categories=one, veto={"rent": 250})
    known = mcda.electre_tri_c(
        table, WEIGHTS, profiles=chosen, veto={"rent": 250}, categories=["plain", "good"], **LIMITS
    )
    assert found.category_ranges == known.category_ranges
    assert len(set(found.category_ranges.values())) > 2
    assert np.array_equal(found.credibility, known.credibility)


def test_a_category_is_as_credible_as_its_most_credible_profile():
    table = flats([[750, 3, 3], [500, 7, 4], [420, 9, 4]])
    result = sort(table)
    each = mcda.electre_tri(
        table,
        WEIGHTS,
        profiles=DecisionTable(TYPICAL.values[[0, 2]], CRITERIA, ["loud", "fine"]),
        **LIMITS,
    )
    assert result.categories == ("plain", "good")
    assert result.credibility.shape == (3, 2)
    assert (result.credibility >= each.credibility).all()
    # nearer to the bright one than to the fine one
    assert result.credibility[2, 1] == 1 > each.credibility[2, 1]
    assert result.profile_credibility[2, 1] == 1


def test_profiles_go_to_their_own_category():
    result = sort(flats(TYPICAL.values))
    assert result.lowest.tolist() == result.highest.tolist() == [0, 0, 1, 1]


def test_profiles_of_one_category_need_not_be_comparable_or_different():
    twice = DecisionTable(
        [*TYPICAL.values, TYPICAL.values[3]], CRITERIA, [*TYPICAL.alternatives, "again"]
    )
    table = flats([[480, 8, 6]])
    found = sort(table, profiles=twice, profile_categories={**BELONG, "again": "good"})
    assert found.category_ranges == sort(table).category_ranges


def test_batches_equal_single_calls():
    rng = np.random.default_rng(3)
    values = rng.uniform([300, 0, 0], [900, 10, 10], (4, 1, 6, 3))
    tables = flats(values[0, 0]).with_values(values)
    weights = rng.dirichlet(np.ones(3), 3)
    options = {"profiles": TYPICAL, "profile_categories": BELONG, **LIMITS}
    whole = mcda.electre_tri_nc(tables, weights, **options)
    for s, k in np.ndindex(4, 3):
        alone = mcda.electre_tri_nc(tables.at((s, 0)), weights[k], **options)
        assert whole.at((s, k)).category_ranges == alone.category_ranges
        assert np.array_equal(whole.at((s, k)).credibility, alone.credibility)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"profile_categories": {"loud": "plain"}},
            "profile_categories must name each profile once; missing",
        ),
        ({"profile_categories": {**BELONG, "loud": 3}}, "category of profile 'loud' must be"),
        (
            {"profile_categories": {**BELONG, "loud": "good"}},
            "profiles of one category must follow one another; those of 'good' do not",
        ),
        (
            {"profile_categories": dict.fromkeys(BELONG, "plain") | {"bright": "good"}},
            "each profile must dominate those of the categories before, worst first; one of"
            " 'good' is worse than one of 'plain' on 'quiet'",
        ),
        ({"rule": "optimistic"}, "rule must be one of 'descending', 'ascending'; got"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_tri_nc\(\): {message}"):
        sort(flats([[600, 5, 5]]), **options)


def test_equal_profiles_of_two_categories_are_refused():
    same = DecisionTable([[600, 5, 5], [600, 5, 5]], CRITERIA, ["p", "g"])
    with pytest.raises(InvalidInputError, match="one of 'good' equals one of 'plain'"):
        sort(flats([[600, 5, 5]]), profiles=same, profile_categories={"p": "plain", "g": "good"})

"""ELECTRE TRI-C: published assignments, both rules by their definition, profiles go to their own
category, batches, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.sorting._central import both_rules

CRITERIA = [Criterion("rent", "min"), Criterion("light"), Criterion("quiet")]
TYPICAL = DecisionTable([[800, 2, 2], [600, 5, 5], [400, 8, 8]], CRITERIA, ["p", "g", "f"])
LIMITS = {
    "indifference": {"rent": 50, "light": 1, "quiet": 1},
    "preference": {"rent": 150, "light": 2, "quiet": 2},
}
WEIGHTS = {"rent": 2, "light": 1, "quiet": 1}
# Fifteen actions and five categories: an example that the tests of ELECTRE-Methods take for their
# rules of TRI-C, with degrees of actions over profiles, of profiles over actions, and categories.
OVER = [
    [0.9, 0.65, 0.45, 0.15, 0.15],
    [0.9, 0.8, 0.8, 0.7, 0.7],
    [1, 0.9, 0.9, 0.3, 0.15],
    [0.9, 0.9, 0.65, 0.2, 0.2],
    [1, 0.45, 0.2, 0.1, 0],
    [0.9, 0.55, 0, 0, 0],
    [1, 0.8, 0.65, 0.55, 0.2],
    [0.9, 0.9, 0.8, 0.8, 0.4],
    [1, 0.55, 0.1, 0.1, 0],
    [0.9, 0.8, 0.35, 0.15, 0],
    [0.75, 0.65, 0.25, 0.15, 0],
    [0.9, 0.8, 0.8, 0.8, 0.8],
    [0.9, 0.65, 0.15, 0.15, 0],
    [0.9, 0.9, 0.45, 0.35, 0],
    [1, 0.9, 0.8, 0.45, 0.1],
]
UNDER = [
    [0.35, 0.55, 0.85, 0.85, 1],
    [0.2, 0.2, 0.3, 0.3, 0.85],
    [0.1, 0.2, 0.6, 0.85, 1],
    [0.1, 0.35, 0.8, 0.8, 1],
    [0.55, 0.8, 0.9, 0.9, 1],
    [0.45, 1, 1, 1, 1],
    [0.2, 0.35, 0.45, 0.8, 1],
    [0.1, 0.2, 0.2, 0.65, 1],
    [0.5, 0.9, 0.9, 1, 1],
    [0.2, 0.65, 0.85, 1, 1],
    [0.45, 0.75, 0.85, 1, 1],
    [0.2, 0.2, 0.2, 0.2, 0.85],
    [0.35, 0.85, 0.85, 1, 1],
    [0.2, 0.55, 0.65, 1, 1],
    [0.1, 0.2, 0.55, 0.9, 1],
]
DESCENDING = [2, 5, 3, 3, 1, 2, 3, 4, 2, 2, 2, 5, 2, 2, 3]
ASCENDING = [2, 5, 3, 3, 1, 2, 4, 4, 2, 2, 2, 5, 2, 3, 3]


def flats(values):
    return DecisionTable(values, CRITERIA, [f"a{i}" for i in range(len(values))])


def sort(table, **options):
    return mcda.electre_tri_c(table, WEIGHTS, **{"profiles": TYPICAL, **LIMITS, **options})


def test_assignments_of_an_example():
    least = np.full((1, 1, 1), 0.7 - 1e-9)
    descending, ascending = both_rules(np.array([OVER]), np.array([UNDER]), least)
    assert (descending[0] + 1).tolist() == DESCENDING
    assert (ascending[0] + 1).tolist() == ASCENDING


def rules_of(over, under, level):
    """Both rules for one alternative, by their definition, with b_0 and b_(q+1)."""
    size = len(over)
    over, under = [1.0, *over, 0.0], [0.0, *under, 1.0]
    alike = [min(pair) for pair in zip(over, under, strict=True)]
    best = max(h for h in range(size + 1) if over[h] >= level)
    worst = min(h for h in range(1, size + 2) if under[h] >= level)
    down = best if best == size or (alike[best] > alike[best + 1] and best) else best + 1
    up = worst if worst == 1 or (alike[worst] > alike[worst - 1] and worst <= size) else worst - 1
    return down - 1, up - 1


def test_both_rules_by_their_definition():
    rng = np.random.default_rng(1)
    for size in (1, 2, 4):
        over = -np.sort(-rng.integers(0, 11, (60, size)) / 10, axis=-1)
        under = np.sort(rng.integers(0, 11, (60, size)) / 10, axis=-1)
        found = both_rules(over[None], under[None], np.full((1, 1, 1), 0.6 - 1e-9))
        expected = [rules_of(o, u, 0.6) for o, u in zip(over, under, strict=True)]
        assert list(zip(*(each[0].tolist() for each in found), strict=True)) == expected


def test_profiles_and_what_is_beyond_them_go_to_their_own_category():
    ends = flats([*TYPICAL.values, [2000, 0, 0], [100, 10, 10]])
    result = sort(ends)
    assert result.lowest.tolist() == result.highest.tolist() == [0, 1, 2, 0, 2]
    assert result.profiles == ("p", "g", "f")
    np.testing.assert_array_equal(result.credibility[:3].diagonal(), 1)


def test_the_rules_give_a_range():
    table = flats([[450, 4, 5], [700, 4, 6]])
    descending = sort(table, categories=["plain", "good", "fine"])
    ascending = sort(table, rule="ascending", categories=["plain", "good", "fine"])
    assert descending.category_ranges == {"a0": ("good", "fine"), "a1": ("good", "good")}
    assert ascending.category_ranges == descending.category_ranges
    assert {descending["a0"], ascending["a0"]} == {"good", "fine"}
    assert descending.to_frame().columns.tolist() == ["category", "lowest", "highest"]
    assert repr(descending).splitlines()[1].split() == [
        "alternative",
        "category",
        "lowest",
        "highest",
    ]


def test_a_veto_refuses():
    table = flats([[650, 9, 9]])
    assert sort(table).category_ranges == {"a0": ("2", "3")}
    strict = sort(table, veto={"rent": 200}, cut_level=0.6)
    assert strict.credibility[0, 2] == 0


def test_thresholds_may_be_lines():
    lines = {
        "indifference": {"rent": mcda.Affine(0.1, 0), "light": 1, "quiet": 1},
        "preference": {"rent": mcda.Affine(0.1, 100), "light": 2, "quiet": 2},
    }
    result = sort(flats([[700, 5, 5]]), **lines)
    # 100 dearer than 600, where q = 70 and p = 170
    assert result.credibility[0, 1] == pytest.approx(0.5 + 0.5 * 0.7)


def test_batches_equal_single_calls():
    rng = np.random.default_rng(3)
    values = rng.uniform([300, 0, 0], [900, 10, 10], (4, 1, 6, 3))
    tables = flats(values[0, 0]).with_values(values)
    weights, levels = rng.dirichlet(np.ones(3), 3), np.array([[0.6], [0.7], [0.8], [0.9]])
    whole = mcda.electre_tri_c(tables, weights, profiles=TYPICAL, cut_level=levels, **LIMITS)
    assert whole.lowest.shape == (4, 3, 6)
    for s, k in np.ndindex(4, 3):
        alone = mcda.electre_tri_c(
            tables.at((s, 0)), weights[k], profiles=TYPICAL, cut_level=levels[s, 0], **LIMITS
        )
        assert whole.at((s, k)).category_ranges == alone.category_ranges
        assert np.array_equal(whole.at((s, k)).assignment, alone.assignment)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cut_level": 0}, r"cut_level must be in \(0, 1\]; got 0"),
        ({"rule": "pessimistic"}, "rule must be one of 'descending', 'ascending'; got"),
        ({"categories": ["a", "b"]}, "need 3 categories, one for each profile, worst first; got"),
        (
            {"profiles": TYPICAL.select(alternatives=["f", "g"])},
            "each profile must dominate the one before, worst first; 'g' is worse than 'f'",
        ),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_tri_c\(\): {message}"):
        sort(flats([[600, 5, 5]]), **options)

"""Even swaps: the published office, who eliminates whom, irrelevant criteria, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, catalog, mcda
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("rent", "min"), "rooms", "light"]
FLATS = DecisionTable([[700, 3, 5], [650, 2, 5], [800, 3, 4]], CRITERIA, list("abc"))


def test_dominance_alone():
    found = mcda.even_swaps(FLATS)
    assert found.survivors == ("a", "b")
    assert found.eliminated == {"c": "a"}
    assert found.irrelevant_criteria == ("light",)
    assert found.choice is None


def test_the_office_stage_by_stage():
    case = catalog.load("hammond_1998/even_swaps")
    swaps = case.options["swaps"]
    after = [
        mcda.even_swaps(case.table, swaps=swaps[:k], practical=[("Montana", "Parkway")])
        for k in range(5)
    ]
    assert [len(r.survivors) for r in after] == [3, 3, 3, 2, 1]
    assert after[3].irrelevant_criteria == ("commute", "services")
    assert after[4].choice == "Montana"
    # without the judgement that 50 dollars do not matter Parkway stays
    assert mcda.even_swaps(case.table, swaps=swaps).survivors == ("Parkway", "Montana")
    # Lombard dominates Baranov only before its own swap: elimination after each swap sees it
    late = [*swaps[:2], swaps[3], swaps[2]]
    assert "Baranov" in mcda.even_swaps(case.table, swaps=late).survivors


def test_an_eliminated_alternative_names_one_that_is_not_dominated_itself():
    chain = DecisionTable([[1], [2], [3]], ["x"], ["low", "mid", "top"])
    assert mcda.even_swaps(chain).eliminated == {"low": "top", "mid": "top"}
    equal = DecisionTable([[1], [1]], ["x"], ["a", "b"])
    assert mcda.even_swaps(equal).survivors == ("a", "b")
    assert mcda.even_swaps(equal).irrelevant_criteria == ("x",)
    alone = mcda.even_swaps(chain.select(alternatives=["low"]))
    assert alone.choice == "low"


def test_samples_are_swapped_alike_and_eliminated_each():
    brighter = FLATS.values + np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0]])
    tables = FLATS.with_values(np.stack([FLATS.values, brighter]))
    found = mcda.even_swaps(tables, swaps=[("b", "rooms", 3, "rent", 690)])
    assert found.at(0).survivors == found.at(1).survivors == ("b",)
    assert found.relevant.shape == (2, 3)
    np.testing.assert_array_equal(tables.values[0], FLATS.values)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"swaps": [("a", "rent", 1)]}, r"even_swaps\(\): swap 1 must be \(alternative, criterion"),
        ({"swaps": ["a"]}, "swap 1 must be"),
        ({"swaps": [("a", "rent", 690, "rooms", 3)]}, "make one of 'rent' and 'rooms' better and"),
        ({"swaps": [("a", "rooms", 3, "rent", 710)]}, "make one of 'rooms' and 'rent' better and"),
        ({"swaps": "a"}, "swaps must be a list of tuples"),
        ({"swaps": [("x", "rent", 1, "rooms", 2)]}, "unknown alternative 'x'"),
        (
            {"swaps": [("a", "rnt", 1, "rooms", 2)]},
            r"unknown criterion 'rnt' \(did you mean 'rent'",
        ),
        ({"swaps": [("a", "rent", 1, "rent", 2)]}, "swap 1 must be of two criteria; got 'rent'"),
        ({"swaps": [("a", "rent", np.inf, "rooms", 2)]}, "performance in swap 1 must be finite"),
        (
            {"swaps": [("a", "rent", 690, "rooms", 2), ("a", "rent", 600, "rooms", 4)]},
            "swap 2 of 'a' must make one of 'rent' and 'rooms' better and the other worse",
        ),
        ({"swaps": [("a", "rent", 700, "rooms", 4)]}, "better and the other worse"),
        ({"practical": [("a", "a")]}, "practical must hold pairs of two; got 'a' twice"),
        ({"practical": [("a", "b", "c")]}, "practical must hold pairs"),
        ({"practical": [("c", "b")]}, "needs 'c' still there; it is dominated itself"),
        ({"practical": [("a", "b"), ("b", "a")]}, "needs 'b' still there"),
    ],
)
def test_bad_swaps_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.even_swaps(FLATS, **options)


def test_practical_dominance_needs_an_advantage():
    table = DecisionTable([[1, 2], [2, 2]], list("xy"), list("ab"))
    three = DecisionTable([[1, 2], [2, 1], [2, 1]], list("xy"), list("abc"))
    with pytest.raises(InvalidInputError, match="needs that 'c' is better on some criterion"):
        mcda.even_swaps(three, practical=[("c", "b")])
    assert mcda.even_swaps(table, practical=[("b", "a")]).eliminated == {"a": "b"}
    # a lower cost is an advantage, a higher one is none
    assert mcda.even_swaps(FLATS, practical=[("b", "a")]).eliminated == {"c": "a", "a": "b"}
    dear = DecisionTable([[800, 2], [700, 3]], CRITERIA[:2], list("ab"))
    with pytest.raises(InvalidInputError, match="needs that 'a' is better on some criterion"):
        mcda.even_swaps(dear, practical=[("a", "b")])


def test_an_advantage_is_more_than_rounding_and_there_in_every_sample():
    rounded = DecisionTable([[0.1 + 0.2, 1], [0.3, 2]], list("xy"), list("ab"))
    refusal = "needs that 'a' is better on some criterion"
    with pytest.raises(InvalidInputError, match=refusal):
        mcda.even_swaps(rounded, practical=[("a", "b")])
    once = rounded.with_values([[[2, 1], [1, 2]], [[1, 1], [2, 2]]])
    with pytest.raises(InvalidInputError, match=refusal):
        mcda.even_swaps(once, practical=[("a", "b")])

"""Nash's bargaining solution: his own example among all swaps, invariance, forms and bad input."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import Criterion, DecisionTable, group
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

# Nash (1950): what each thing is worth to Bill and to Jack; Bill owns the first five
THINGS = {
    "book": (2, 4),
    "whip": (2, 2),
    "ball": (2, 1),
    "bat": (2, 2),
    "box": (4, 1),
    "pen": (10, 1),
    "toy": (4, 1),
    "knife": (6, 2),
    "hat": (2, 2),
}
OWNED = 5


def swaps():
    """Return what each of the 2^9 swaps hands over, and what Bill and Jack gain by it."""
    worth = np.array(list(THINGS.values()))
    # what Bill hands over he loses and Jack gains; what Jack does, the other way round
    signs = np.where(np.arange(len(THINGS)) < OWNED, -1, 1)[:, None] * [1, -1]
    handed = np.array(list(itertools.product([0, 1], repeat=len(THINGS))))
    return handed, handed @ (worth * signs)


def test_nash_1950_among_all_swaps():
    handed, gains = swaps()
    result = group.nash_bargaining(gains, [0, 0])
    assert len(result.tied_best) == 1
    best = int(result.best)
    given_away = [thing for thing, gone in zip(THINGS, handed[best], strict=True) if gone]
    assert given_away == ["book", "whip", "ball", "bat", "pen", "toy", "knife"]
    assert gains[best].tolist() == [12, 5]
    assert result.scores[best] == 60
    # nobody who loses has a say
    assert (result.scores[(gains < 0).any(axis=1)] == 0).all()


def test_somebody_below_his_disagreement_scores_nothing():
    utilities = [[5, 5], [1, 20], [1, 1], [4, 7], [3, 5]]
    result = group.nash_bargaining(utilities, [3, 2])
    np.testing.assert_array_equal(result.scores, [6, 0, 0, 5, 0])
    np.testing.assert_array_equal(result.gains[3], [1, 5])
    assert result.alternatives == ("0", "1", "2", "3", "4")
    assert result.people == ("0", "1")
    assert result.tied_best == ("0",)


def test_ties_are_shown():
    result = group.nash_bargaining([[2, 3], [3, 2], [1, 1]], [0, 0], alternatives=list("abc"))
    assert result.tied_best == ("a", "b")
    np.testing.assert_array_equal(result.ranks, [1, 1, 3])
    # noise of sums is no gain
    noisy = group.nash_bargaining([[0.1 + 0.2, 1], [0.3, 1], [1, 1]], [0.3, 0])
    np.testing.assert_array_equal(noisy.ranks, [2, 2, 1])


NUMBERS = st.integers(-5, 20)


@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6),
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
    st.tuples(*[st.sampled_from([0.5, 1.0, 4.0])] * 3),
    st.tuples(NUMBERS, NUMBERS, NUMBERS),
)
@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_zero_and_unit_of_utilities_do_not_matter(utilities, without, units, zeros):
    array, without = np.array(utilities, dtype=float), np.array(without, dtype=float)
    straight = group.nash_bargaining(array, without)
    other = group.nash_bargaining(array * units + zeros, without * units + zeros)
    np.testing.assert_allclose(other.scores, straight.scores * np.prod(units), rtol=1e-12)
    np.testing.assert_array_equal(other.ranks, straight.ranks)
    # by enumeration, in plain numbers
    for score, row in zip(straight.scores, array.tolist(), strict=True):
        gains = [u - d for u, d in zip(row, without.tolist(), strict=True)]
        assert score == (0 if min(gains) < 0 else np.prod(gains))
    # equal powers change no rank, and the order of people none
    squared = group.nash_bargaining(array, without, powers=[2, 2, 2])
    np.testing.assert_allclose(squared.scores, straight.scores**2, rtol=1e-12)
    turned = group.nash_bargaining(array[:, ::-1], without[::-1])
    np.testing.assert_allclose(turned.scores, straight.scores, rtol=1e-12)


def test_powers_shift_the_solution():
    """Splits of 12 by whole numbers with powers 1 and 2: a third and two thirds (Kalai 1977)."""
    splits = np.array([[x, 12 - x] for x in range(13)])
    assert group.nash_bargaining(splits, [0, 0]).best == "6"
    result = group.nash_bargaining(splits, [0, 0], powers=[1, 2])
    assert result.best == "4"
    assert result.scores[4] == 4 * 8**2
    assert result.parameters["powers"] == (1, 2)
    # without any power one has no say, but for his disagreement
    nothing = group.nash_bargaining(splits, [2, 0], powers=[0, 1])
    assert nothing.best == "2"


def test_all_forms_say_the_same():
    array = np.array([[5.0, 5.0], [4.0, 7.0]])
    without = {"Bea": 2, "Ann": 3}
    frame = pd.DataFrame(array, index=["stay", "go"], columns=["Ann", "Bea"])
    by_name = {"stay": {"Ann": 5, "Bea": 5}, "go": {"Bea": 7, "Ann": 4}}
    table = DecisionTable(array, ["Ann", "Bea"], ["stay", "go"])
    for utilities in (frame, by_name, table):
        result = group.nash_bargaining(utilities, without)
        np.testing.assert_array_equal(result.scores, [6, 5])
        assert result.alternatives == ("stay", "go")
        assert result.people == ("Ann", "Bea")
    assert result.steps_frame("gains").loc["go", "Bea"] == 5
    plain = group.nash_bargaining(pd.DataFrame(array), [3, 2])
    np.testing.assert_array_equal(plain.scores, [6, 5])
    with pytest.raises(InvalidInputError, match="labels and disagreement have none"):
        group.nash_bargaining(frame, [3, 2])


def test_a_batch_equals_a_loop():
    batch = np.random.default_rng(4).uniform(0, 5, (6, 4, 3))
    result = group.nash_bargaining(batch, [1, 1, 1], powers=[1, 2, 0.5])
    for i, one in enumerate(batch):
        alone = group.nash_bargaining(one, [1, 1, 1], powers=[1, 2, 0.5])
        np.testing.assert_array_equal(result.scores[i], alone.scores)


def test_no_agreement_is_said():
    with pytest.warns(
        DegenerateDataWarning, match="no alternative leaves everybody better off than the disagree"
    ):
        result = group.nash_bargaining([[1, 5], [5, 1]], [2, 2])
    assert result.tied_best == ("0", "1")
    with pytest.warns(DegenerateDataWarning, match="disagreement in 1 samples"):
        group.nash_bargaining([[[1, 5], [5, 1]], [[3, 3], [5, 1]]], [2, 2])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], [1, 2]), r"utilities must have shape \(..., alternatives, people\); got \(2,\)"),
        (([[1, 2]], [1]), r"disagreement must have shape \(2,\), one for each person; got \(1,\)"),
        (([[1, 2]], 1), r"disagreement must have shape \(2,\)"),
        (([[1, np.nan]], [0, 0]), "utilities must be finite"),
        (([[1, 2]], [0, np.inf]), "disagreement must be finite"),
        (({"a": {"Ann": 1}, "b": {"Bea": 1}}, {"Ann": 0}), "must name each person once"),
        (({"a": {"Ann": 1}}, {"Bea": 0}), r"disagreement must name each person once; missing"),
        (([["x", 2]], [0, 0]), "utilities must be numbers"),
        (
            (DecisionTable([[1.0]], [Criterion("Ann", "min")], ["a"]), {"Ann": 0}),
            r"the more the better; criteria \['Ann'\] are minimized",
        ),
        (([[1e200, 1e200]], [0, 0]), "products of gains must be finite"),
    ],
)
def test_bad_input_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"nash_bargaining\(\): .*{message}"):
        group.nash_bargaining(*arguments)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"powers": [1, -1]}, "powers must not be negative; got -1 for person 1"),
        ({"powers": [0, 0]}, "powers must not all be zero"),
        ({"powers": [1]}, r"powers must have shape \(2,\)"),
        ({"alternatives": ["a", "b"]}, "need 1 alternatives, one for each row of utilities"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        group.nash_bargaining([[1, 2]], [0, 0], **options)
    with pytest.raises(InvalidInputError, match="alternatives must be left out where utilities"):
        group.nash_bargaining({"a": {"x": 1}}, {"x": 0}, alternatives=["b"])


def test_a_product_below_the_least_float_is_no_disagreement():
    with pytest.raises(
        InvalidInputError, match=r"must not vanish where everybody gains.* in 2 of 2"
    ):
        group.nash_bargaining(np.full((2, 400), 0.1), np.zeros(400))


def test_gains_that_no_number_holds_are_refused():
    with pytest.raises(InvalidInputError, match="utilities less the disagreement must be finite"):
        group.nash_bargaining([[1.7e308, 1], [1, 1]], [-1.7e308, 0])

"""Agreement: the least moves against a grid of weights and one person's, ties, bad input."""

import itertools

import numpy as np
import pandas as pd
import pytest

from decision_analysis import DecisionTable, group, sensitivity
from decision_analysis.errors import InvalidInputError

VALUES = DecisionTable(
    [[1.0, 0.0, 0.3], [0.0, 1.0, 0.4], [0.6, 0.7, 0.2], [0.3, 0.3, 0.1]],
    ["price", "comfort", "speed"],
    ["bus", "car", "tram", "walk"],
)
PEOPLE = {
    "Ann": {"price": 0.7, "comfort": 0.1, "speed": 0.2},
    "Bea": {"comfort": 0.4, "price": 0.4, "speed": 0.2},
    "Cy": {"price": 0.2, "comfort": 0.8, "speed": 0.0},
}


def test_agreement_on_some_against_all():
    """The same as for all, in the order asked for, also where somebody rules out one of them."""
    allowed = {"Ann": {"car", "tram"}, "Bea": {"car", "bus", "walk"}, "Cy": {"bus", "car", "tram"}}
    for ruled in (None, allowed):
        whole = group.agreement(VALUES, PEOPLE, allowed=ruled)
        some = group.agreement(VALUES, PEOPLE, allowed=ruled, of=["tram", "bus"])
        assert some.alternatives == ("tram", "bus")
        for name in ("moved", "weights"):
            np.testing.assert_array_equal(getattr(some, name), getattr(whole, name)[:, [2, 0]])
        np.testing.assert_array_equal(some.farthest, whole.farthest[[2, 0]])
    with pytest.raises(InvalidInputError, match=r"in of 'train' \(did you mean 'tram'"):
        group.agreement(VALUES, PEOPLE, of=["train"])


def test_everybody_moves_as_far_as_alone():
    result = group.agreement(VALUES, PEOPLE)
    for k, weights in enumerate(PEOPLE.values()):
        alone = sensitivity.weight_move(VALUES, weights)
        np.testing.assert_array_equal(result.moved[k], alone.moved)
        np.testing.assert_array_equal(result.weights[k], alone.weights)
    np.testing.assert_array_equal(result.total, result.moved.sum(axis=0))
    np.testing.assert_array_equal(result.farthest, result.moved.max(axis=0))
    # nobody's weights make the walk, which the tram dominates, the best
    assert np.isnan(result.total[3])
    assert result.best == "tram"
    assert result.people == ("Ann", "Bea", "Cy")
    movers = result.movers()
    assert set(movers) == {"Ann", "Cy"}
    assert sum(movers.values()) == pytest.approx(result.total[2])
    assert np.isnan(result.movers("walk")["Ann"])


def test_the_least_moves_on_a_grid():
    """All weights in steps of 1/60: none that is nearer makes the target the best, and one within
    a step does."""
    steps = 60
    grid = np.array([w for w in itertools.product(range(steps + 1), repeat=3) if sum(w) == steps])
    grid = grid / steps
    scores = grid @ VALUES.values.T
    result = group.agreement(VALUES, PEOPLE)
    for k, start in enumerate(result.start):
        far = np.abs(grid - start).sum(axis=1) / 2
        for t in range(3):
            best = scores[:, t] >= scores.max(axis=1) - 1e-12
            assert far[best].min() >= result.moved[k, t] - 1e-9
            assert far[best].min() <= result.moved[k, t] + 2 / steps
            # the weights arrived at do it
            reached = VALUES.values @ result.weights[k, t]
            assert reached[t] >= reached.max() - 1e-9


def test_agreement_there_is():
    same = {"Ann": PEOPLE["Ann"], "Bea": {"price": 0.8, "comfort": 0.1, "speed": 0.1}}
    result = group.agreement(VALUES, same)
    assert result.best == "bus"
    assert result.total[0] == 0
    assert result.movers() == {}


def test_the_measure_decides():
    """One far away: by the total all others stay, by the farthest they come towards him."""
    values = DecisionTable([[1.0, 0.0], [0.0, 1.0], [0.56, 0.56]], ["x", "y"], ["a", "b", "c"])
    people = [[0.9, 0.1]] * 3 + [[0.1, 0.9]]
    total = group.agreement(values, people)
    assert total.best == "a"
    assert total.total == pytest.approx([0.46, 3 * 0.46, 4 * 0.34])
    nearest = group.agreement(values, people, measure="farthest")
    assert nearest.best == "c"
    assert nearest.farthest == pytest.approx([0.46, 0.46, 0.34])
    # those three as one row that counts three times
    counted = group.agreement(values, people[2:], [3, 1])
    np.testing.assert_allclose(counted.total, total.total)


def test_ties_are_shown():
    values = DecisionTable([[1.0, 0.0], [0.0, 1.0]], ["x", "y"], ["a", "b"])
    result = group.agreement(values, [[0.8, 0.2], [0.2, 0.8]])
    assert result.tied_best == ("a", "b")
    assert result.best == "a"


def test_what_somebody_rules_out_is_no_agreement():
    admitted = {"Cy": {"car", "tram"}, "Ann": {"bus", "car"}, "Bea": {"bus", "tram", "car"}}
    result = group.agreement(VALUES, PEOPLE, allowed=admitted)
    np.testing.assert_array_equal(np.isnan(result.moved[0]), [False, False, True, True])
    assert result.best == "car"
    # what Ann rules out does not compete: only the bus stands against her car
    kept = VALUES.select(alternatives=["bus", "car"])
    alone = sensitivity.weight_move(kept, PEOPLE["Ann"])
    np.testing.assert_array_equal(result.moved[0, :2], alone.moved)
    nobody = group.agreement(
        VALUES, PEOPLE, allowed={"Ann": {"bus"}, "Bea": {"car"}, "Cy": {"tram"}}
    )
    assert nobody.best is None
    assert nobody.tied_best == ()
    with pytest.raises(InvalidInputError, match="there is no alternative that all could choose"):
        nobody.movers()


def test_values_of_their_own():
    own = VALUES.with_values(np.stack([VALUES.values, VALUES.values[[1, 0, 2, 3]], VALUES.values]))
    result = group.agreement(own, PEOPLE)
    alone = sensitivity.weight_move(VALUES.with_values(VALUES.values[[1, 0, 2, 3]]), PEOPLE["Bea"])
    np.testing.assert_array_equal(result.moved[1], alone.moved)


def test_all_forms_say_the_same():
    frame = pd.DataFrame(PEOPLE).T
    array = frame[list(VALUES.criterion_names)].to_numpy()
    by_name = group.agreement(VALUES, PEOPLE)
    for weights in (frame, frame.iloc[:, ::-1]):
        assert group.agreement(VALUES, weights).equals(by_name)
    for weights in (array, list(PEOPLE.values())):
        plain = group.agreement(VALUES, weights)
        np.testing.assert_array_equal(plain.moved, by_name.moved)
        assert plain.people == ("0", "1", "2")
    one = group.agreement(VALUES, PEOPLE["Ann"])
    np.testing.assert_array_equal(one.moved, by_name.moved[:1])
    # rescaled: points as well as shares
    assert group.agreement(VALUES, 10 * array).moved == pytest.approx(by_name.moved, nan_ok=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"weights": [[1, 2]]}, "need 3 weights"),
        ({"weights": np.ones((2, 2, 3))}, r"weights must have shape \(people, 3\)"),
        ({"weights": [[1, -1, 1]]}, "must not be negative"),
        ({"weights": {"Ann": {"price": 1}}}, "must name each criterion once"),
        ({"measure": "sum"}, "measure must be one of 'total', 'farthest'"),
        ({"values": [[1, 2]]}, "values must be a DecisionTable"),
        ({"counts": [1, 1]}, "the people of weights have labels|the people of rankings have"),
        ({"allowed": [{"bus"}] * 3}, "must both have names, or neither"),
        ({"allowed": {"Ann": {"bus"}, "Bea": {"bus"}}}, "allowed must name each person once"),
        (
            {"allowed": {"Ann": {"bus"}, "Bea": {"bus"}, "Cy": set()}},
            "'Cy' must admit an alternative; got none",
        ),
        (
            {"allowed": {"Ann": {"bus"}, "Bea": {"bus"}, "Cy": {"boat"}}},
            r"allowed of 'Cy' must be labels of .* unknown \['boat'\]",
        ),
    ],
)
def test_bad_input_is_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"agreement\(\): .*({message})"):
        group.agreement(**{"values": VALUES, "weights": PEOPLE, **options})
    with pytest.raises(InvalidInputError, match="unknown alternative 'boat'"):
        group.agreement(VALUES, PEOPLE).movers("boat")
    with pytest.raises(InvalidInputError, match="one for each of 2 people; got samples"):
        group.agreement(VALUES.with_values(np.stack([VALUES.values] * 3)), [[1, 1, 1]] * 2)

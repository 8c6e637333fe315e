"""Samples that do not fit together and numbers that are none: refused by label, without a raw error
or a warning."""

import numpy as np
import pytest

from decision_analysis import trees
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    REST,
    Again,
    Chance,
    Decision,
    Terminal,
    TreeArrays,
    from_dict,
    rollback,
    unroll,
)

THREE, TWO = np.arange(3.0), np.arange(2.0)
HALVES = np.array([0.5, 0.4])
MISFITS = {
    "payoffs": (
        Decision("d", {"a": THREE, "b": TWO}),
        r"payoff at 'a' has \(3,\), payoff at 'b' has \(2,\)",
    ),
    "attributes": (
        Decision("d", {"a": {"cost": THREE, "gain": 1}, "b": {"cost": 1, "gain": TWO}}),
        r"payoff of 'cost' at 'a' has \(3,\), payoff of 'gain' at 'b' has \(2,\)",
    ),
    "probabilities": (
        Chance("c", {"x": (HALVES, THREE), "y": (REST, 1)}),
        r"probability at 'x' has \(2,\), payoff at 'x' has \(3,\)",
    ),
    "on the way": (
        Decision("d", {"a": THREE}, payoff=TWO),
        r"payoff at the root has \(2,\), payoff at 'a' has",
    ),
}
QUESTIONS = {
    "rollback": rollback,
    "to_arrays": trees.to_arrays,
    "strategies": trees.strategies,
    "consequences": lambda tree: trees.consequences(tree, ["cost"]),
    "risk_profile": trees.risk_profile,
    "score_strategies": lambda tree: trees.score_strategies(tree, "maximin"),
    "efficient_strategies": lambda tree: trees.efficient_strategies(tree, ["cost"]),
    "clairvoyance": lambda tree: trees.clairvoyance(tree, "c"),
    "control": lambda tree: trees.control(tree, "c"),
    "stability": trees.stability,
    "recur": lambda tree: trees.recur({"s": tree}),
    "unroll": lambda tree: unroll({"s": tree}, cycles=2),
    "from_dict": lambda tree: from_dict(trees.to_dict(tree)),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("misfit", MISFITS)
def test_samples_that_do_not_broadcast_are_named_by_path(misfit, question):
    tree, places = MISFITS[misfit]
    if question in ("recur", "unroll"):
        places = (
            places.replace("at 'a'", "at 's > a'")
            .replace("at 'b'", "at 's > b'")
            .replace("at 'x'", "at 's > x'")
        )
        places = places.replace("at the root", "at 's'")
    with pytest.raises(InvalidModelError, match=f"samples must broadcast together; {places}"):
        QUESTIONS[question](tree)


def test_ends_of_stages_have_samples_that_fit():
    stages = {"s": Decision("d", {"on": Again("s", HALVES, payoff=1), "off": 0})}
    for end in (THREE, Chance("c", {"x": (np.array([0.5, 0.4, 0.3]), 1), "y": (REST, 2)})):
        with pytest.raises(
            InvalidModelError,
            match=r"the stages have \(\), the discount to 's' has \(2,\), end of 's' has",
        ):
            unroll(stages, cycles=2, end={"s": end})
    assert rollback(unroll(stages, cycles=2, end={"s": TWO})).sample_shape == (2,)


def test_samples_have_as_many_axes_as_numpy_can_broadcast():
    many = np.ones((1,) * 24 + (2,))
    with pytest.raises(
        InvalidModelError, match="payoff must have at most 24 axes of samples; got 25"
    ):
        Terminal(many)
    with pytest.raises(
        InvalidModelError, match="probability of 'x' must have at most 24 axes of samples; got 25"
    ):
        Chance("c", {"x": (many / 2, 1), "y": (REST, 2)})
    with pytest.raises(
        InvalidInputError, match="payoff must have at most 24 axes of samples; got 25"
    ):
        TreeArrays([2, 0], [1, 0], [1, 1], np.ones((1,) * 25 + (2,)))
    tree = Decision(
        "d", {"a": Chance("c", {"x": (many[0] / 2, {"cost": 1}), "y": (REST, {"cost": 2})})}
    )
    assert rollback(tree).sample_shape == (1,) * 23 + (2,)
    with pytest.raises(
        InvalidInputError, match="coefficient of 'cost' must have at most 24 axes; got 25"
    ):
        rollback(tree, attribute={"cost": many})


@pytest.mark.parametrize("digits", [400, 5000])
@pytest.mark.parametrize("sign", [1, -1])
def test_integers_beyond_floats(digits, sign):
    huge = sign * 10**digits
    got = f"must be finite; got an integer of about {digits + 1} digits$"
    for make in (
        Terminal,
        lambda value: Terminal({"cost": value}),
        lambda value: Decision("d", {"a": value}),
        lambda value: Decision("d", {"a": 1}, payoff=value),
        lambda value: Chance("c", {"x": (value, 1), "y": (REST, 2)}),
        lambda value: Again("s", value),
        lambda value: from_dict({"terminal": value}),
    ):
        with pytest.raises(InvalidModelError, match=got):
            make(huge)
    for make in (
        Terminal,
        lambda value: Chance("c", {"x": (value, 1)}),
        lambda value: Again("s", value),
    ):
        with pytest.raises(InvalidModelError, match=r"samples must be finite; got -?inf at"):
            make([huge, 1])


class Hidden:
    """Cannot show itself."""

    def __repr__(self):
        raise RuntimeError("no")


@pytest.mark.parametrize(
    "value", [10**5000, Hidden(), (10**5000,)], ids=["integer", "object", "tuple"]
)
def test_what_cannot_be_written_is_refused_by_its_type(value):
    tree = Decision("d", {"a": Chance("c", {"x": (0.5, 1), "y": (0.5, 2)}), "b": 1})
    for make in (
        lambda: Decision(value, {"a": 1}),
        lambda: Decision("d", {value: 1}),
        lambda: Chance("c", {"a": value}),
        lambda: Chance("c", {value: (1, 1)}),
        lambda: Terminal({value: 1}),
        lambda: Again(value),
        lambda: from_dict({"decision": value, "options": {"a": 1}}),
        lambda: trees.rename(tree, {value: "x"}),
        lambda: trees.rename(tree, {"d": value}),
        lambda: rollback(tree, policy=value),
        lambda: rollback(tree, policy={value: "a"}),
        lambda: rollback(tree, utility=value),
        lambda: rollback(tree).values[value],
        lambda: rollback(tree).values[value,],
    ):
        with pytest.raises(
            InvalidInputError, match=rf"{type(value).__name__}\b|an integer of about 5001 digits"
        ):
            make()


@pytest.mark.slow
def test_trees_of_more_nodes_than_can_be_written_digit_by_digit():
    node = Terminal(1.0)
    for _ in range(20_000):
        node = Decision("d", {"u": node, "v": node})
    assert repr(node).endswith("... about 10^6020 nodes in all")
    result = rollback(node)
    assert repr(result.tree).endswith("standing for about 10^6020 nodes")
    assert bool(result.values)
    with pytest.raises(
        InvalidModelError, match=r"must have at most 10,000,000 nodes; got about 10\^6020"
    ):
        trees.strategies(node)

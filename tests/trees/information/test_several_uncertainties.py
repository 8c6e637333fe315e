"""Several uncertainties known at once: an oracle, what each alone is worth, their order,
refusals."""

import itertools

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, clairvoyance, rollback
from oracles.known_joint_distributions import World, has, oracle


def bets(p=0.5, low=0.0):
    return Decision(
        "d",
        {
            "A": Chance("a", {"h": (p, 10), "l": (REST, low)}),
            "B": Chance("b", {"h": (0.5, 8), "l": (0.5, 1)}),
        },
    )


def test_two_independent_bets():
    result = clairvoyance(bets(), ["a", "b"])
    assert result.value == pytest.approx(2.25)
    assert result.states == ("a=h, b=h", "a=h, b=l", "a=l, b=h", "a=l, b=l")
    np.testing.assert_allclose(result.probabilities, 0.25)
    np.testing.assert_allclose(result.given, [10, 10, 8, 1])
    assert repr(result).splitlines()[0].endswith("(name='a, b')")
    other = clairvoyance(bets(), ("b", "a"))
    assert other.states[1] == "b=h, a=l"
    assert other.value == pytest.approx(2.25)


def test_one_name_in_a_list_is_that_name():
    alone, listed = clairvoyance(bets(), "a"), clairvoyance(bets(), ["a"])
    assert (alone.states, alone.value) == (listed.states, listed.value)
    assert alone.parameters == listed.parameters
    signal = {"h": {"+": 0.9, "-": 0.1}, "l": {"+": 0.2, "-": 0.8}}
    assert (
        clairvoyance(bets(), ["a"], likelihood=signal).value
        == clairvoyance(bets(), "a", likelihood=signal).value
    )


@pytest.mark.parametrize("seed", range(20))
def test_an_oracle_that_knows_the_joint_distribution_agrees(seed):
    world = World(seed, study=True)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    alone = {}
    for name in filter(lambda name: has(name, world.tree), "xyz"):
        try:
            alone[name] = clairvoyance(tree, name).with_information
        except InvalidModelError:
            assert name == "y"
    for count in range(2, len(alone) + 1):
        for names in itertools.combinations(alone, count):
            orders = [clairvoyance(tree, order) for order in itertools.permutations(names)]
            right = oracle(world, lambda x: x, names=names)
            for result in orders:
                assert result.with_information == pytest.approx(right, abs=1e-8)
                assert result.probabilities.sum() == pytest.approx(1)
            assert right >= max(alone[name] for name in names) - 1e-8


@pytest.mark.parametrize("seed", range(10))
def test_the_price_leaves_the_informed_as_well_off_as_the_uninformed(seed):
    world, rule = World(seed, study=True), utility.logarithmic(400)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    price = float(clairvoyance(tree, ["x", "z"], utility=rule).value)
    paid = oracle(world, lambda x: np.log(x + 400), price, names=("x", "z"))
    assert paid == pytest.approx(rollback(tree, utility=rule).value, abs=1e-9)


def test_a_batch_equals_its_samples():
    p, low = np.array([0.2, 0.5, 0.9]), np.array([[-3.0], [2.0]])
    batch = clairvoyance(bets(p, low), ["b", "a"])
    assert batch.given.shape == (2, 3, 4)
    for i, j in np.ndindex(2, 3):
        single = clairvoyance(bets(float(p[j]), float(low[i, 0])), ["b", "a"])
        assert batch.value[i, j] == pytest.approx(single.value)
        np.testing.assert_allclose(
            np.broadcast_to(batch.probabilities, (2, 3, 4))[i, j], single.probabilities
        )
        np.testing.assert_allclose(batch.given[i, j], single.given)


@pytest.mark.parametrize(
    ("seed", "names"), [(34, ("x", "y")), (34, ("y", "x")), (131, ("x", "z")), (131, ("z", "x"))]
)
def test_a_tree_that_tells_each_alone_but_not_both_together_is_refused(seed, names):
    world = World(seed)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    for name in names:
        assert clairvoyance(tree, name).with_information == pytest.approx(
            oracle(world, lambda x: x, names=(name,))
        )
    with pytest.raises(
        InvalidModelError,
        match=rf"must say how \['{names[0]}', '{names[1]}'\] depend on each other; ",
    ):
        clairvoyance(tree, names)


def test_bad_names_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"likelihood must be of one uncertainty; got it with \['a', 'b'\]"
    ):
        clairvoyance(bets(), ["a", "b"], likelihood={"h": {"+": 1.0}, "l": {"+": 1.0}})
    with pytest.raises(InvalidInputError, match="unknown chance node 'c'"):
        clairvoyance(bets(), ["a", "c"])
    with pytest.raises(InvalidInputError, match=r"name must not repeat; got \['a'\]"):
        clairvoyance(bets(), ["a", "a"])
    with pytest.raises(InvalidInputError, match="name must not be empty"):
        clairvoyance(bets(), [])


def test_too_many_joint_states_are_refused_before_they_are_made():
    options = {
        f"o{i}": Chance(f"c{i}", {f"{k}": (0.1, float(k)) for k in range(10)}) for i in range(8)
    }
    with pytest.raises(
        InvalidInputError, match=r"must be at most 20,000,000; got 100,000,000 times 89"
    ):
        clairvoyance(Decision("d", options), list(options and [f"c{i}" for i in range(8)]))

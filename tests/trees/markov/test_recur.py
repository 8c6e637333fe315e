"""`recur`: against all stationary policies, value iteration, published figures, and what never
ends."""

import pickle

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Again, Chance, Decision, Node, recur, rollback, unroll
from oracles.stationary_policies import best_of_all, few, policies, system


def random_stages(seed, *, discount, samples=()):
    """Return up to three random stages of depth two, most of whose leaves go on."""
    rng = np.random.default_rng(seed)
    names = [f"s{i}" for i in range(rng.integers(1, 4))]

    def number(low=-1.0, high=1.0):
        return rng.uniform(low, high, samples) if samples else float(rng.uniform(low, high))

    def leaf():
        if rng.random() < 0.25:
            return number()
        share = number(*discount) if discount[0] < 1 else 1.0
        return Again(
            names[rng.integers(len(names))], share, number() if rng.random() < 0.3 else None
        )

    def build(depth):
        if not depth or (depth == 1 and rng.random() < 0.4):
            return leaf()
        n, paid = int(rng.integers(1, 4)), number() if rng.random() < 0.6 else None
        if rng.random() < 0.5:
            return Decision("d", {f"o{i}": build(depth - 1) for i in range(n)}, paid)
        p = np.moveaxis(rng.dirichlet(np.ones(n), size=samples or None), -1, 0)
        p = p if samples else p.tolist()
        return Chance("c", {f"x{i}": (p[i], build(depth - 1)) for i in range(n)}, paid)

    return {name: build(2) for name in names}


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("discount", [(0.3, 0.99), (0.9, 0.999)])
def test_discounted_stages_against_all_policies(discount, goal):
    sign = 1 if goal == "max" else -1
    checked = 0
    for seed in range(50):
        stages = random_stages(seed, discount=discount)
        if not few(stages):
            continue
        checked += 1
        found = recur(stages, goal=goal)
        values = [system(stages, policy) for policy in policies(stages)]
        want = np.max([sign * np.linalg.solve(np.eye(len(r)) - m, r) for m, r in values], axis=0)
        assert np.abs(sign * found.stage_values - want).max() <= found.error_bound + 1e-13
        assert found.error_bound <= 1e-9 * max(2.0, np.abs(found.stage_values).max())
        policy = {
            (name, path): option
            for name, options in found.policy.items()
            for path, option in options.items()
        }
        matrix, paid = system(stages, policy)
        assert np.linalg.solve(np.eye(len(paid)) - matrix, paid) == pytest.approx(
            found.stage_values, abs=1e-10
        )
        inverse = np.linalg.inv(np.eye(len(paid)) - matrix)
        visits = [[found.visits[a][b] for b in stages] for a in stages]
        np.testing.assert_allclose(visits, inverse, atol=1e-10)
    assert checked > 30


@pytest.mark.slow
def test_undiscounted_stages_against_all_policies():
    """Without discount: equal to the best policy that ends, or refused, and then rightly so."""
    solved = refused = 0
    for seed in range(150):
        stages = random_stages(seed, discount=(1, 1))
        if not few(stages):
            continue
        best, improper = best_of_all(stages)
        found, why = solved_or_refused(stages)
        if why:
            refused += 1
            assert improper
            assert best is None or "never end" not in why
            if "at a gain" in why:
                early, late = (max(value_iteration(stages, n).values()) for n in (200, 400))
                assert late > early + 1e-3
        elif len(found.visits) == len(stages):
            solved += 1
            assert np.abs(found.stage_values - best).max() <= found.error_bound + 1e-12
    assert solved > 60
    assert refused > 8


def solved_or_refused(stages):
    try:
        return recur(stages), ""
    except InvalidModelError as error:
        return None, str(error)


def value_iteration(stages, count):
    """Return what stages are worth over a number of cycles, one after the other."""
    values = dict.fromkeys(stages, 0.0)

    def worth(node):
        if not isinstance(node, Node):
            return node
        paid = node.payoff or 0.0
        if isinstance(node, Again):
            return paid + node.discount * values[node.stage]
        if isinstance(node, Decision):
            return paid + max(worth(child) for child in node.options.values())
        if isinstance(node, Chance):
            return paid + sum(p * worth(child) for p, child in node.outcomes.values())
        return paid

    for _ in range(count):
        values = {name: worth(root) for name, root in stages.items()}
    return values


def test_value_iteration_comes_to_the_same():
    for seed in range(40):
        stages = random_stages(seed, discount=(0.3, 0.9))
        want = value_iteration(stages, 400)
        found = recur(stages)
        assert dict(found.values) == pytest.approx(want, abs=1e-12)


def test_more_cycles_come_ever_closer():
    stages = random_stages(5, discount=(0.5, 0.9))
    want = recur(stages, start="s0").value
    errors = [abs(rollback(unroll(stages, cycles=n)).value - want) for n in (2, 6, 10)]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < 0.5


def test_forest():
    """MDP toolbox: the value function for the discount .9, and that nothing is cut."""
    forest = catalog.load("chades_2014/recur_forest").inputs["stages"]
    found = recur(forest, start="old")
    assert found.value == pytest.approx(33.484)
    assert {name: dict(options) for name, options in found.policy.items()} == {
        name: {(): "wait"} for name in forest
    }
    assert not any(found.ties.values())
    lines = repr(found).splitlines()
    assert lines[0].startswith("recur: value 33.484 from 'old', to within ")
    assert lines[2].split() == ["young", "26.24", "wait"]
    assert found.to_dict()["policy"]["young"] == {"": "wait"}
    again = pickle.loads(pickle.dumps(found))
    assert dict(again.values) == dict(found.values)
    fixed = recur(forest, policy={"young": {(): "wait"}, "middle": {(): "cut"}, "old": {(): "cut"}})
    young, middle, old = fixed.stage_values
    assert young == pytest.approx(0.9 * (0.1 * young + 0.9 * middle))
    assert (middle, old) == pytest.approx((1 + 0.9 * young, 2 + 0.9 * young))


@pytest.mark.slow
def test_samples_are_solved_one_by_one():
    for seed in range(12):
        stages = random_stages(seed, discount=(0.5, 0.95), samples=(5,))
        found = recur(stages)
        if not found.sample_shape:
            continue
        for i in range(5):
            alone = recur({name: picked(root, i) for name, root in stages.items()})
            np.testing.assert_allclose(found.stage_values[i], alone.stage_values, atol=1e-12)
            assert dict(found.at(i).policy) == dict(alone.policy)
            assert {
                s: {p: int(c[i]) for p, c in o.items()} for s, o in found.choices.items()
            } == alone.choices
        assert found.error_bound.shape == (5,)
        assert "samples (5,), mean value" in repr(found)
        with pytest.raises(InvalidInputError, match="policy needs one sample"):
            _ = found.policy


def picked(node, i):
    """Return one sample of a tree."""

    def one(x):
        return x[i] if isinstance(x, np.ndarray) else x

    if not isinstance(node, Node):
        return float(one(node))
    if isinstance(node, Again):
        return Again(node.stage, one(node.discount), one(node.payoff))
    if isinstance(node, Decision):
        return Decision(
            "d",
            {label: picked(child, i) for label, child in node.options.items()},
            one(node.payoff),
        )
    if isinstance(node, Chance):
        outcomes = {
            label: (one(p), picked(child, i)) for label, (p, child) in node.outcomes.items()
        }
        return Chance("c", outcomes, one(node.payoff))
    return float(one(node.payoff))


def test_discounts_may_be_sampled_alone():
    found = recur({"s": Again("s", np.array([0.5, 0.75, 0.9]), payoff=1)})
    np.testing.assert_allclose(found.value, [2, 4, 10])
    np.testing.assert_allclose(found.visits["s"]["s"], [2, 4, 10])


def test_a_policy_is_held_in_every_sample():
    pays = np.array([0.0, 4.0])
    stages = {
        "s": Decision(
            "d", {"work": Again("s", 0.5, payoff=1), "play": Again("s", 0.5, payoff=pays)}
        )
    }
    np.testing.assert_allclose(recur(stages).value, [2, 8])
    np.testing.assert_allclose(recur(stages, policy={"s": {(): "play"}}).value, [0, 8])
    first = recur(
        {"s": Decision("d", {"work": Again("s", 0.5, payoff=1), "play": Again("s", 0.5)})}
    )
    np.testing.assert_allclose(recur(stages, policy=first.policy).value, [2, 2])


def test_many_stages_take_the_sparse_way():
    """A walk on 400 stages, one step up or down, that ends beyond both ends: n (401 - n) steps are
    expected."""
    stages = {}
    for n in range(1, 401):
        up = Again(f"s{n + 1}") if n < 400 else 0
        down = Again(f"s{n - 1}") if n > 1 else 0
        stages[f"s{n}"] = Chance("step", {"up": (0.5, up), "down": (0.5, down)}, payoff=1)
    n = np.arange(1, 401)
    np.testing.assert_allclose(recur(stages).stage_values, n * (401 - n), rtol=1e-9)


def test_dense_and_sparse_agree(monkeypatch):
    stages = random_stages(11, discount=(0.5, 0.95), samples=(3,))
    dense = recur(stages)
    monkeypatch.setattr("decision_analysis.trees.markov._process.DENSE", 0)
    np.testing.assert_allclose(recur(stages).stage_values, dense.stage_values, atol=1e-12)


def test_a_search_that_may_go_on_for_ever_at_a_price():
    """A stochastic shortest path: searching costs 1 a cycle and finds with .25, asking costs 5 and
    ends."""
    search = Chance("search", {"found": (0.25, 0), "not": (REST, Again("seek"))}, payoff=1)
    idle = Again("seek", payoff=0.5)
    stages = {"seek": Decision("how", {"idle": idle, "search": search, "ask": 5})}
    found = recur(stages, goal="min")
    assert found.value == pytest.approx(4)
    assert dict(found.policy["seek"]) == {(): "search"}
    assert found.visits["seek"]["seek"] == pytest.approx(4)


def test_ties_are_reported():
    stages = {
        "s": Decision(
            "d", {"a": Again("s", 0.5, payoff=1), "b": Chance("c", {"x": (1, 2)}), "c": 1}
        )
    }
    found = recur(stages)
    assert (found.value, dict(found.policy["s"]), dict(found.ties["s"])) == (
        2,
        {(): "a"},
        {(): ("a", "b")},
    )


def test_attributes_have_their_own_discounts():
    stages = {"s": Again("s", {"cost": 0.5, "effect": 0.75}, payoff={"cost": 3, "effect": 1})}
    assert recur(stages, attribute="cost").value == pytest.approx(6)
    assert recur(stages, attribute="effect").value == pytest.approx(4)
    assert recur(stages, attribute={"cost": 2, "effect": 0}).value == pytest.approx(12)
    with pytest.raises(
        InvalidInputError,
        match=r"must have the same discount; those of \['cost', 'effect'\] differ at 's'",
    ):
        recur(stages, attribute={"cost": -1, "effect": 30_000})
    with pytest.raises(InvalidInputError, match="say by attribute= which one"):
        recur(stages)
    both = {"s": Again("s", {"cost": 0.5, "effect": 0.5}, payoff={"cost": 3, "effect": 1})}
    assert recur(both, attribute={"cost": -1, "effect": 10}).value == pytest.approx(14)


def test_what_a_stage_does_not_name_is_nothing():
    half = {"cost": 0.5, "effect": 0.5}
    stages = {"a": Again("b", half, {"cost": 3}), "b": Again("b", half, {"effect": 1})}
    # b pays 1 + 1/2 + 1/4 ... from the second cycle on
    assert recur(stages, attribute="cost").value == pytest.approx(3)
    assert recur(stages, attribute="effect").value == pytest.approx(0.5 * 2)
    two = unroll(stages, cycles=2)
    assert [rollback(two, attribute=name).value for name in half] == [3, 0.5]


def test_rest_without_payoff_is_worth_nothing():
    stages = {
        "ill": Chance(
            "year", {"dead": (0.5, Again("dying")), "ill": (0.5, Again("ill"))}, payoff=1
        ),
        "dying": Again("dead"),
        "dead": Chance("year", {"dead": (1, Again("dead")), "risen": (0, Again("ill", payoff=9))}),
    }
    found = recur(stages)
    assert dict(found.values) == pytest.approx({"ill": 2, "dying": 0, "dead": 0})
    assert {name: dict(row) for name, row in found.visits.items()} == {
        "ill": {"ill": pytest.approx(2)}
    }
    with pytest.raises(KeyError):
        found.visits["dead"]


@pytest.mark.slow
def test_a_stage_three_thousand_deep_is_solved_within_the_tolerance():
    node = Decision("end", {"take": 1.0, "leave": 0.0})
    for step in range(1_500):
        node = Decision(
            f"d{step}",
            {"on": Chance(f"c{step}", {"a": (0.999, node), "b": (0.001, 2.0)}), "off": 0.5},
        )
    result = recur({"s": Chance("q", {"through": (0.5, node), "again": (0.5, Again("s"))})})
    assert result.value == pytest.approx(rollback(node).value, abs=1e-9)
    assert result.error_bound <= 1e-9 * 2

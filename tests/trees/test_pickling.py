"""Nodes, results and their views are pickled and copied, and have the same contents after that."""

import copy
import itertools
import pickle

import numpy as np
import pytest

from decision_analysis import Criterion, beliefs, trees, utility
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import REST, Again, Chance, Decision, Terminal, rollback

WAYS = {
    "pickle": lambda given: pickle.loads(pickle.dumps(given)),
    "old pickle": lambda given: pickle.loads(pickle.dumps(given, 2)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}
OIL = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (REST, 200)})
TREE = Decision(
    "drill",
    {"yes": OIL, "no": 0, "test": Chance("result", {"g": (0.5, OIL), "b": (0.5, 0)}, payoff=-10)},
)
CHANCES = {"x": (np.array([0.5, 0.4]), 1), "y": (REST, np.array([2.0, 3.0]))}
SAMPLED = Decision("go", {"a": Chance("c", CHANCES), "b": 1.5})
ENDS = {"x": (0.5, {"cost": 1, "gain": 2}), "y": (0.5, {"cost": 3, "gain": 1})}
GOODS = Decision("go", {"a": Chance("c", ENDS), "b": {"cost": 2, "gain": 1}})
GO_ON = Chance("year", {"well": (0.5, Again("well", 0.9)), "dead": (0.5, 0)}, payoff=1)
STAGES = {"well": Decision("treat", {"yes": GO_ON, "no": Again("well", 0.5, payoff=0.2)})}
CRITERIA = [Criterion("cost", "min"), "gain"]

RESULTS = {
    "nodes": TREE,
    "sampled nodes": SAMPLED,
    "attributes": GOODS,
    "again": Again("s", {"a": 0.5, "b": np.array([0.5, 0.6])}, payoff=1),
    "from_distribution": trees.from_distribution("x", beliefs.pert(0, 1, 5)),
    "unroll": trees.unroll(STAGES, cycles=3),
    "to_arrays": trees.to_arrays(TREE),
    "rollback": rollback(TREE),
    "rollback, utility": rollback(TREE, utility=utility.exponential(100)),
    "rollback, rule": rollback(TREE, rule="maximin", goal="min"),
    "rollback, policy": rollback(TREE, policy=rollback(TREE).strategy),
    "rollback, attribute": rollback(GOODS, attribute={"cost": -1, "gain": 2}),
    "rollback, samples": rollback(SAMPLED),
    "strategies": trees.strategies(TREE),
    "strategy": trees.strategies(TREE)[1],
    "consequences": trees.consequences(GOODS, CRITERIA),
    "efficient_strategies": trees.efficient_strategies(GOODS, CRITERIA),
    "score_strategies": trees.score_strategies(TREE, ("cvar", 0.2)),
    "risk_profile": trees.risk_profile(TREE),
    "risk_profile, samples": trees.risk_profile(SAMPLED),
    "clairvoyance": trees.clairvoyance(TREE, "oil"),
    "control": trees.control(TREE, "oil"),
    "stability": trees.stability(TREE),
    "interval_choice": trees.interval_choice(TREE, {"oil": {"dry": (0.4, 0.6)}}),
    "recur": trees.recur(STAGES),
    "trace": trees.trace(STAGES, cycles=3, policy=trees.recur(STAGES).policy),
    "policy of recur": trees.recur(STAGES).policy,
    "visits of recur": trees.recur(STAGES).visits,
    "outcomes": OIL.outcomes,
    "probabilities": OIL.probabilities,
    "options": TREE.options,
    "payoff": GOODS.options["b"].payoff,
    "payoffs": trees.to_arrays(GOODS).payoff,
    "REST": REST,
}


def contents(value):
    """Return what a tree, a result or a mapping holds, in full."""
    if isinstance(value, trees.Node):
        return repr(trees.to_dict(value))
    if hasattr(value, "to_dict"):
        return repr(value), repr(value.to_dict())
    if isinstance(value, trees.TreeArrays):
        return value.names, value.labels, value.probability.tolist(), repr(value.payoff)
    return repr(list(value) if isinstance(value, trees.Strategies) else value)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", RESULTS)
def test_everything_survives(name, way):
    given = RESULTS[name]
    again = WAYS[way](given)
    assert type(again) is type(given)
    assert contents(again) == contents(given)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_deep_trees_and_shared_nodes(way):
    node = Terminal(1.0)
    for i in range(6_000):
        node = (
            Decision("d", {"u": node, "v": node})
            if i % 2
            else Chance("c", {"u": (0.5, node), "v": (0.5, node)})
        )
    again = WAYS[way](node)
    assert again.size == node.size
    assert len(list(itertools.islice(distinct(again), 10_000))) == 6_001
    result = WAYS[way](rollback(node))
    assert result.value == 1.0
    assert result.values[("u",) * 3_000] == 1.0


def distinct(root):
    """Yield the node objects of a tree, each once."""
    todo, seen = [root], {id(root)}
    for node in todo:
        yield node
        for child in node.children:
            if id(child) not in seen:
                seen.add(id(child))
                todo.append(child)


def test_a_frozen_mapping_cannot_be_changed():
    frozen = ReadOnly(a=1)
    for change in (
        lambda: frozen.update(b=2),
        lambda: frozen.setdefault("b", 2),
        lambda: frozen.pop("a"),
        lambda: frozen.popitem(),
        lambda: frozen.clear(),
        lambda: frozen.__setitem__("a", 2),
        lambda: frozen.__delitem__("a"),
        lambda: frozen.__ior__({"b": 2}),
    ):
        with pytest.raises(TypeError, match="read-only"):
            change()
    assert frozen == {"a": 1}
    assert frozen | {"b": 2} == {"a": 1, "b": 2}


def test_a_result_of_too_many_paths_is_not_written_out():
    node = Terminal(1.0)
    for _ in range(100):
        node = Decision("d", {"u": node, "v": node})
    with pytest.raises(
        InvalidModelError, match=r"must have at most 10,000,000 nodes; got about 10\^30"
    ):
        rollback(node).to_dict()

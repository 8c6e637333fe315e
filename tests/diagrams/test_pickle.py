"""What a diagram and its solution consist of is kept by pickle and by both kinds of copies."""

import copy
import pickle

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import (
    InfluenceDiagram,
    Uncertain,
    control,
    solve,
    to_tree,
    value_of_information,
)

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]
SAMPLED = InfluenceDiagram(
    [
        Uncertain("oil", OIL.states("oil"), np.random.default_rng(1).dirichlet([5, 3, 2], 4)),
        *(node for name, node in OIL.nodes.items() if name != "oil"),
    ]
)
SOLVED, BATCH = solve(OIL), solve(SAMPLED)
POLICY = {"test": "no", "drill": dict(SOLVED.policy["drill"])}


def error(ask):
    with pytest.raises(KeyError) as caught:
        ask()
    return caught.value


THINGS = {
    "an uncertainty": Uncertain("u", ["a", "b"], {"a": 1, "b": 0}, rescale=True),
    "a choice": OIL.nodes["drill"],
    "a value": OIL.nodes["cost"],
    "nodes": OIL.nodes,
    "a diagram": OIL,
    "a sampled diagram": SAMPLED,
    "a solution": SOLVED,
    "a batch": BATCH,
    "one of a batch": BATCH.at(1),
    "a policy": SOLVED.policy,
    "one choice's policy": SOLVED.policy["drill"],
    "impossible states": SOLVED.impossible,
    "one choice's impossible states": SOLVED.impossible["drill"],
    "a distribution": SOLVED.distribution,
    "a marginal": SOLVED.marginal("oil"),
    "sampled marginals": BATCH.marginal("oil"),
    "under a solution": solve(SAMPLED, policy=SOLVED),
    "under a solution's policy": solve(OIL, policy=SOLVED.policy),
    "under a written policy": solve(OIL, policy=POLICY),
    "without recall": solve(OIL, recall=False),
    "with a limit": solve(OIL, cvar=(0.2, -75)),
    "information": value_of_information(OIL, of="oil", before="drill"),
    "control": control(OIL, of="oil", before="test"),
    "a tree": to_tree(OIL),
    "an error": error(lambda: SOLVED.policy["drill"]["yes", "none"]),
}
WAYS = [
    copy.copy,
    copy.deepcopy,
    *(
        lambda thing, p=p: pickle.loads(pickle.dumps(thing, p))
        for p in range(2, pickle.HIGHEST_PROTOCOL + 1)
    ),
]


@pytest.mark.parametrize("again", WAYS)
@pytest.mark.parametrize("name", THINGS)
def test_it_is_kept(name, again):
    found = again(THINGS[name])
    assert type(found) is type(THINGS[name])
    assert repr(found) == repr(THINGS[name])


@pytest.mark.parametrize("again", WAYS)
def test_a_solution_goes_on_answering(again):
    found = again(SOLVED)
    assert found.marginal("oil") == SOLVED.marginal("oil")
    assert found.policy == SOLVED.policy
    assert found.distribution.mean == pytest.approx(22.5)
    assert again(BATCH).at(2).value == BATCH.at(2).value

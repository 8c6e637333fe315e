"""Too many parents, states or axes are refused before anything is allocated, with what they would
need."""

import re

import numpy as np
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError, InvalidModelError


def coins(n, states=2):
    labels = [f"s{k}" for k in range(states)]
    return [Uncertain(f"p{i}", labels, [1 / states] * states) for i in range(n)]


def nested(entry, n):
    for _ in range(n):
        entry = [entry]
    return entry


@pytest.mark.parametrize(
    ("n", "states", "message"),
    [
        (70, 2, r"at most 28 nodes; got 70, 'p0', .* be 2.36e+21 numbers (1.89e+07 PB)"),
        (65, 1, "at most 28 nodes; got 65, 'p0', 'p1', 'p2', 'p3', 'p4', 'p5', ..."),
        (28, 2, "at most 134,217,728 numbers; for 'p0', .* are 5.37e+08 (4.29 GB)"),
    ],
)
@pytest.mark.parametrize("written", ["list", "mapping"])
def test_too_many_parents(n, states, message, written):
    table = nested([0.5, 0.5], n if states == 1 else 2) if written == "list" else {"s0": [1, 0]}
    given = [f"p{i}" for i in range(n)]
    nodes = [*coins(n, states), Uncertain("u", ["a", "b"], table, given)]
    choice = Choice("c", ["x", "y"])
    pattern = re.escape(message).replace(r"\.\*", ".*")
    with pytest.raises(InvalidModelError, match=f"uncertain 'u': probabilities must .*{pattern}"):
        InfluenceDiagram([*nodes, Value("v", [1, 2], of=["u"])])
    with pytest.raises(InvalidModelError, match=r"value 'v': payoffs must (be|depend on) at"):
        InfluenceDiagram([*nodes[:-1], choice, Value("v", 1.0, of=[*given, "c"])])


def test_many_sample_axes():
    with pytest.raises(InvalidModelError, match=r"at most 30 axes, .* 'u' has 1, and samples 31"):
        InfluenceDiagram([Uncertain("u", ["a"], np.ones((1,) * 32)), Value("v", [1], of=["u"])])


@pytest.mark.parametrize(("n", "states"), [(70, 2), (65, 1), (40, 1)])
def test_a_choice_that_knows_much(n, states):
    """What it knows does not matter here, so that it is solved; a table of all that it knows is
    refused."""
    known = [f"p{i}" for i in range(n)]
    nodes = [*coins(n, states), Choice("c", ["x", "y"], knows=known), Value("v", [1, 2], of=["c"])]
    diagram = InfluenceDiagram(nodes)
    solution = solve(diagram)
    assert solution.value == 2
    assert solution.policy["c"][("s0",) * n] == "y"
    assert repr(solution.policy["c"]) == "{... too many to be listed ...}"
    assert repr(solution.impossible["c"]) == "[... too many to be listed ...]"
    assert solve(diagram, policy=solution).value == 2
    message = (
        rf"^solve\(\): a table must have at most (134,217,728 numbers|30 axes).*\({n + 1}"
        r" variables\)"
    )
    for options in (
        {"recall": False},
        {"method": "single_policy_updating"},
        {"cvar": (0.5, 0)},
        {"policy": {"c": {("s0",) * n: "x"}}},
    ):
        with pytest.raises(InvalidInputError, match=message):
            solve(diagram, **options)
    with pytest.raises(
        InvalidInputError, match="policy: the information states must be few enough"
    ):
        len(solution.policy["c"])


@pytest.mark.parametrize("known", [False, True])
def test_tables_of_many_variables_with_one_state(known):
    ones = np.ones((1,) * 20)
    given = [f"p{i}" for i in range(40)]
    choice = Choice("c", ["x", "y"], knows=given if known else [])
    values = [Value("v", ones[..., None] * [1, 2], of=[*given[:20], "c"])]
    values += [Value("w", ones[..., None] * [3, 0], of=[*given[20:], "c"])]
    diagram = InfluenceDiagram([*coins(40, 1), choice, *values])
    if known:
        with pytest.raises(
            InvalidInputError, match=r"^solve\(\): a table must have at most 30 axes"
        ):
            solve(diagram)
    else:
        assert solve(diagram).value == 4

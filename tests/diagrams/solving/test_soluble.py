"""Which diagrams can be solved by updating each choice once, against networkx's separation of
random ones."""

import networkx as nx
import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value
from decision_analysis.diagrams.solving._soluble import exact_order
from oracles.pigs import pigs
from oracles.random_diagrams import draw
from oracles.teams import team


def by_definition(diagram):
    """Return the order that definition 3 of Lauritzen and Nilsson (2001) gives, the last choices
    first."""
    graph = diagram.graph()
    left = [name for name in reversed(diagram.topological) if name in diagram.choices]
    order = []
    while left:
        for name in left:
            family = {name, *diagram.parents(name)}
            affected = nx.descendants(graph, name) & set(diagram.value_nodes)
            others = {n for c in left if c != name for n in (c, *diagram.parents(c))} - family
            if not affected or not others or nx.is_d_separator(graph, affected, others, family):
                break
        else:
            return None
        order.append(name)
        left.remove(name)
    return tuple(order)


def test_random_diagrams():
    rng = np.random.default_rng(2)
    found = []
    for _ in range(200):
        diagram = draw(rng, ordered=False)
        found.append(exact_order(diagram))
        assert found[-1] == by_definition(diagram)
    assert 20 < sum(order is None for order in found) < 180


def test_what_is_opened_by_what_a_choice_knows():
    """Two causes of one sign: who sees it learns of the other's cause through his own."""

    def diagram(known):
        return InfluenceDiagram(
            [
                Choice("other", ["x", "y"]),
                Uncertain("cause", ["x", "y"], [0.5, 0.5]),
                Uncertain("sign", ["x", "y"], np.full((2, 2, 2), 0.5), ["other", "cause"]),
                Choice("own", ["x", "y"], known),
                Value("worth", np.zeros((2, 2)), ["cause", "own"]),
                Value("fee", [0, 1], ["other"]),
            ]
        )

    assert exact_order(diagram([])) == ("own", "other")
    assert exact_order(diagram(["sign"])) is None
    assert exact_order(diagram(["sign", "other"])) == ("own", "other")


@pytest.mark.parametrize(
    ("months", "soluble"), [(2, True), (3, False), (4, False), (8, False), (20, False), (50, False)]
)
def test_pigs(months, soluble):
    assert (exact_order(pigs(months)) is not None) == soluble


def test_recall_makes_a_diagram_soluble():
    diagram = catalog.load("raiffa_1968/solve").inputs["diagram"]
    assert exact_order(diagram) == ("drill", "test")


@pytest.mark.parametrize("seed", range(8))
def test_a_team_is_not_soluble(seed):
    assert exact_order(team(np.random.default_rng(seed), 3)) is None


def test_two_who_must_meet_without_a_word():
    choices = [Choice("he", ["park", "café"]), Choice("she", ["park", "café"])]
    meeting = Value("meeting", [[10, 0], [-20, 9]], of=["he", "she"])
    assert exact_order(InfluenceDiagram([*choices, meeting])) is None


def test_choices_in_any_order_can_be_soluble():
    """Choices that do not follow one another, where one's values do not depend on the other."""
    choices = [Choice("a", ["x", "y"]), Choice("b", ["x", "y"])]
    values = [Value("v", [1, 2], of=["a"]), Value("w", [4, 3], of=["b"])]
    assert set(exact_order(InfluenceDiagram([*choices, *values]))) == {"a", "b"}

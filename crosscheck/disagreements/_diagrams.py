"""Rows on influence diagrams."""

from __future__ import annotations

from typing import Any

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement
from decision_analysis import catalog
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve

GIVEN = catalog.load("raiffa_1968/solve").inputs["diagram"].nodes
OIL = InfluenceDiagram(
    [
        *(node for name, node in GIVEN.items() if name not in ("drill", "profit")),
        Choice("drill", ["don't", "drill"], knows=["test", "result"]),
        Value("profit", [[0, -70], [0, 50], [0, 200]], of=["oil", "drill"]),
    ]
)
UNTESTED = {"test": "no", "result": "none"}
IDLE = InfluenceDiagram(
    [
        Choice("a", ["x", "y"]),
        Uncertain("c", ["u", "v"], [[0.5, 0.5], [0.2, 0.8]], given=["a"]),
        Choice("b", ["x", "y"], knows=["a"]),
        Choice("e", ["x", "y"], knows=["c", "b"]),
        Value("w", [[0, 3], [2, 1]], of=["e", "a"]),
    ]
)


def pigs(months: int) -> InfluenceDiagram:
    """Return the pigs of Lauritzen and Nilsson (2001); each treatment knows the test of its month
    only."""
    falling = [[[0.5, 0.5], [0.9, 0.1]], [[0.1, 0.9], [0.2, 0.8]]]
    nodes: list[Any] = [Uncertain("health 1", ["ill", "healthy"], [0.1, 0.9])]
    for k in range(1, months):
        nodes += [
            Uncertain(
                f"test {k}",
                ["positive", "negative"],
                [[0.8, 0.2], [0.1, 0.9]],
                given=[f"health {k}"],
            ),
            Choice(f"treat {k}", ["treat", "pass"], knows=[f"test {k}"]),
            Value(f"cost {k}", [-100.0, 0.0], of=[f"treat {k}"]),
            Uncertain(
                f"health {k + 1}", ["ill", "healthy"], falling, given=[f"health {k}", f"treat {k}"]
            ),
        ]
    return InfluenceDiagram([*nodes, Value("price", [300.0, 1000.0], of=[f"health {months}"])])


ROWS = [
    Disagreement(
        "influence diagram, policy off the optimal path",
        "pyagrum",
        "oil wildcatter, options in the order don't, drill: what to do where no test was made",
        lambda: solve(OIL).policy["drill"]["no", "none"],
        "drill",
        lambda: peers.pyagrum_option(OIL, "drill", UNTESTED),
        "don't",
        "ours",
        "Drilling is worth 20 without the test, not drilling 0; that the test is better does not"
        " change it. The peer takes the first option wherever its own policy never leads.",
    ),
    Disagreement(
        "influence diagram, a choice without effect",
        "pyagrum",
        "b knows a and has no effect, e knows b and a chance given a; w(e, a) = [[0,3],[2,1]]: the"
        " value",
        lambda: solve(IDLE).value,
        3.0,
        lambda: peers.pyagrum_value(IDLE, recall=True),
        2.0,
        "ours",
        "e remembers a, so that 3 can be had for sure. The peer takes choices in an order in which"
        " a is made while e still takes both options equally often; on random diagrams it falls"
        " short one time in twenty-five.",
    ),
    Disagreement(
        "influence diagram, limited memory",
        "pyagrum",
        "pigs of Lauritzen and Nilsson (2001) over 50 months, each treatment knows the test of its"
        " month: the value",
        lambda: solve(pigs(50), recall=False, method="single_policy_updating").value,
        647.3333386577722,
        lambda: peers.pyagrum_value(pigs(50), recall=False),
        645.9833393877996,
        "ours",
        "Both update one choice at a time and may stop where no single change is better. Ours is"
        " the optimum: the mixed-integer program and the envelope of all rules by the share of ill"
        " pigs agree.",
    ),
]

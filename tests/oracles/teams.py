"""Random teams that act without a word, whose diagrams no order of choices solves."""

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value


def team(rng, members):
    """Return a team that must agree without a word: each sees a sign of its own, and pairs are paid
    for their policies."""
    nodes = [Uncertain("state", ["a", "b", "c"], rng.dirichlet(np.ones(3)))]
    for k in range(members):
        nodes += [
            Uncertain(f"sign {k}", ["plus", "minus"], rng.dirichlet(np.ones(2), 3), ["state"]),
            Choice(f"act {k}", ["x", "y"], [f"sign {k}"]),
        ]
    for k in range(members - 1):
        pay = rng.integers(-9, 10, (3, 2, 2))
        nodes.append(Value(f"pay {k}", pay, ["state", f"act {k}", f"act {k + 1}"]))
    return InfluenceDiagram(nodes)

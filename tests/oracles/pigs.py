"""The pigs of Lauritzen and Nilsson (2001), of any number of months, with limited memory."""

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value

FALL_ILL = np.array([[[0.5, 0.5], [0.9, 0.1]], [[0.1, 0.9], [0.2, 0.8]]])
TEST = np.array([[0.8, 0.2], [0.1, 0.9]])
PRICE = np.array([300.0, 1000.0])


def pigs(months):
    """Return the pigs of Lauritzen and Nilsson (2001); each treatment knows the test of its month
    only."""
    nodes = [Uncertain("health 1", ["ill", "healthy"], [0.1, 0.9])]
    for k in range(1, months):
        nodes += [
            Uncertain(f"test {k}", ["positive", "negative"], TEST, given=[f"health {k}"]),
            Choice(f"treat {k}", ["treat", "pass"], knows=[f"test {k}"]),
            Value(f"cost {k}", [-100.0, 0.0], of=[f"treat {k}"]),
            Uncertain(
                f"health {k + 1}", ["ill", "healthy"], FALL_ILL, given=[f"health {k}", f"treat {k}"]
            ),
        ]
    return InfluenceDiagram([*nodes, Value("price", PRICE, of=[f"health {months}"])])

"""Trees that are one long chain of decisions and chance nodes."""

from decision_analysis.trees import Chance, Decision


def chain(n, *, chances=True):
    """Return a chain of n names, decisions and chance nodes in turn."""
    node = Chance("end", {"u": (0.9, 1), "v": (0.1, -1)})
    for i in range(n):
        if chances and i % 2 == 0:
            node = Chance(f"c{i}", {"u": (0.9, node), "v": (0.1, -1)})
        else:
            node = Decision(f"d{i}", {"go": node, "stop": 0})
    return node

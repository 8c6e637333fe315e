"""The rooted junction tree of a diagram: a cluster for each node and ones before it in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cluster:
    """The variables of a cluster in order, its own node last, and the cluster it hangs on.

    A root hangs on None.
    """

    node: str
    variables: tuple[str, ...]
    parent: str | None

    @property
    def shared(self) -> tuple[str, ...]:
        """The variables in common with the parent: all but its own."""
        return self.variables[:-1]


def rooted_junction_tree(
    order: Sequence[str], parents: Mapping[str, Sequence[str]]
) -> dict[str, Cluster]:
    """Return a cluster for each node, in `order`, in which parents come before their children.

    A cluster holds its node with its parents, and what the clusters hanging on it hold beside their
    own node; it hangs on the cluster of the last of these (Parmentier and others 2020, algorithm
    1).
    """
    rank = {name: i for i, name in enumerate(order)}
    held: dict[str, set[str]] = {name: {name, *parents[name]} for name in order}
    found: dict[str, Cluster] = {}
    # From the last node to the first, so that all clusters below have passed up what they hold.
    for name in reversed(order):
        variables = tuple(sorted(held[name], key=rank.__getitem__))
        # It hangs on the cluster of the last of its other variables, which takes them over.
        above = variables[-2] if len(variables) > 1 else None
        if above is not None:
            held[above].update(variables[:-1])
        found[name] = Cluster(name, variables, above)
    return {name: found[name] for name in order}

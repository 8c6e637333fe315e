"""Plain data read as nodes, depth first: every fault is noted with its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis._shown import shown
from decision_analysis.errors import LISTED, MOST, InvalidModelError
from decision_analysis.trees.arrays import Path, as_tree, write
from decision_analysis.trees.nodes import (
    REST,
    Again,
    Chance,
    Decision,
    Node,
    Payoff,
    agains,
    as_node,
    branches_problem,
    clean_payoff,
    clean_probabilities,
    label_problems,
    name_problems,
    terminal,
)
from decision_analysis.trees.nodes import shown as shown_briefly
from decision_analysis.trees.rewriting._data_forms import (
    below,
    form_of,
    is_numeric,
    misplaced,
    title_of,
    unknown_keys,
    wrong_outcome,
)

Trail: TypeAlias = "tuple[Trail, Any] | None"


class Fault(NamedTuple):
    """What is wrong with a node, where it stands, and which node it is.

    The path is written when it is told.
    """

    title: str
    trail: Trail
    sentence: str

    def told(self) -> str:
        """Return the sentence with node and path."""
        return f"{self.title} {write(self.path())}: {self.sentence}"

    def path(self) -> Path:
        """Return the labels from the root to the node."""
        return _path(self.trail)


def read(data: Any, *, rescale: bool) -> tuple[Node | None, list[Fault], str]:
    """Return the tree that plain data describe, or all its faults, and what to say of rescaling.

    The latter tells of probabilities rescaled, if any were. Faults of how nodes fit together are
    raised.
    """
    reader = _Reader(rescale)
    root = reader.read(data)
    if reader.faults or root is None:
        return None, reader.faults, ""
    if root.size <= MOST_TREE_NODES and not (reader.open and agains(root)):
        as_tree(root)
    if not reader.rescaled:
        return root, [], ""
    more = f"; and {len(reader.rescaled) - LISTED:,} more" if len(reader.rescaled) > MOST else ""
    kept = reader.rescaled[: LISTED if more else MOST]
    told = "; ".join(
        f"{title} {write(_path(trail))} summed to {total:.10g}" for title, trail, total in kept
    )
    return root, [], f"rescaled probabilities to sum to 1: {told}{more}"


class _Reader:
    """Reads plain data depth first, children before parents, noting each fault with its path."""

    def __init__(self, rescale: bool) -> None:
        self.rescale = rescale
        self.faults: list[Fault] = []
        self.rescaled: list[tuple[str, Trail, float]] = []
        self.open = False
        self._open: set[int] = set()
        self._nodes: dict[int, Node | None] = {}

    def read(self, data: Any) -> Node | None:
        if not isinstance(data, Mapping):
            return self._build(data, None)
        stack: list[tuple[Any, Trail, bool]] = [(data, None, False)]
        while stack:
            entry, trail, done = stack.pop()
            # an entry is open until all below it is read: met again, it contains itself
            if done:
                self._open.discard(id(entry))
                self._nodes[id(entry)] = self._build(entry, trail)
            elif id(entry) in self._open:
                self._note("node", trail, ["must not contain itself"])
            elif id(entry) not in self._nodes:
                self._open.add(id(entry))
                stack.append((entry, trail, True))
                # reversed, as the stack gives back the last one first
                stack.extend(
                    (child, (trail, label), False)
                    for label, child in reversed(below(entry))
                    if isinstance(child, Mapping)
                )
        return self._nodes[id(data)]

    def _build(self, entry: Any, trail: Trail) -> Node | None:
        # faults below were noted before; only those of the entry itself count
        before = len(self.faults)
        form = form_of(entry)
        found: list[str] = []
        node: Node | None = None
        if isinstance(entry, Node):
            node = entry
            self.open = True
        elif form == "decision":
            node = self._decision(entry, trail, found)
        elif form == "chance":
            node = self._chance(entry, trail, found)
        elif form == "terminal":
            found += unknown_keys(entry, form)
            node = _terminal(entry["terminal"], found, written=True)
        elif form == "again":
            found += unknown_keys(entry, form)
            try:
                node = Again(entry["again"], entry.get("discount", 1.0), _payoff(entry, found))
            except InvalidModelError as error:
                found += error.problems
            self.open = True
        elif isinstance(entry, Mapping) and not is_numeric(entry):
            found.append(misplaced(entry))
        elif isinstance(entry, list):
            node = _terminal(entry, found)
        else:
            node = as_node("", entry, found)
            found = [problem.removeprefix(": ") for problem in found]
        self._note(title_of(entry, form), trail, found)
        return node if len(self.faults) == before else None

    def _decision(self, entry: Mapping[str, Any], trail: Trail, found: list[str]) -> Node | None:
        found += unknown_keys(entry, "decision") + name_problems(entry["decision"])
        options: Any = entry.get("options")
        if problem := branches_problem("options", options, "{option: node}"):
            found.append(problem)
            options = {}
        found += label_problems("option", list(options))
        payoff = _payoff(entry, found)
        # children were built before; all faults are collected before the node is given up
        children = {label: self._child(node, (trail, label)) for label, node in options.items()}
        if found or None in children.values():
            return None
        return Decision(entry["decision"], children, payoff)

    def _chance(self, entry: Mapping[str, Any], trail: Trail, found: list[str]) -> Node | None:
        found += unknown_keys(entry, "chance") + name_problems(entry["chance"])
        outcomes: Any = entry.get("outcomes")
        form = "{outcome: {'probability': p, 'then': node}}"
        if problem := branches_problem("outcomes", outcomes, form):
            found.append(problem)
            outcomes = {}
        found += label_problems("outcome", list(outcomes))
        given: dict[str, Any] = {}
        for label, outcome in outcomes.items():
            if not isinstance(outcome, Mapping) or set(outcome) != {"probability", "then"}:
                found.append(
                    f"outcome {shown(label)} must be {{'probability': p, 'then': node}};"
                    f" {wrong_outcome(outcome)}"
                )
            else:
                p = outcome["probability"]
                # the word stands for REST, which JSON and YAML lack
                given[label] = REST if isinstance(p, str) and p == "rest" else p
        payoff = _payoff(entry, found)
        children = [self._child(node, (trail, label)) for label, node in below(entry)]
        if not outcomes or len(given) < len(outcomes):
            return None
        words = [label if isinstance(label, str) else shown_briefly(label) for label in given]
        chances = list(given.values())
        resolved, total = clean_probabilities(words, chances, found, rescale=self.rescale)
        if found or None in children:
            return None
        if total != 1:
            self.rescaled.append((f"chance {entry['chance']!r}", trail, total))
            chances = resolved
        pairs = zip(chances, children, strict=True)
        return Chance(entry["chance"], dict(zip(given, pairs, strict=True)), payoff)

    def _child(self, entry: Any, trail: Trail) -> Node | None:
        if isinstance(entry, Mapping):
            return self._nodes.get(id(entry))
        return self._build(entry, trail)

    def _note(self, title: str, trail: Trail, found: list[str]) -> None:
        self.faults += [Fault(title, trail, problem) for problem in found]


def _payoff(entry: Mapping[str, Any], found: list[str]) -> Payoff | None:
    given = entry.get("payoff")
    return None if given is None else clean_payoff(given, found, written=True)


def _terminal(given: Any, found: list[str], *, written: bool = False) -> Node | None:
    payoff = clean_payoff(given, found, written=written)
    return None if found or payoff is None else terminal(payoff)


def _path(trail: Trail) -> Path:
    """Write out a path kept as a chain of labels, the last one first."""
    labels = []
    while trail is not None:
        trail, label = trail
        labels.append(label if isinstance(label, str) else shown(label))
    return tuple(reversed(labels))

"""`from_dict` and `to_dict`: a decision tree as plain data, for JSON and YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis._named import named, warn
from decision_analysis._shown import shown
from decision_analysis.errors import LISTED, MOST, DegenerateDataWarning, InvalidModelError
from decision_analysis.trees.arrays import Path, as_tree, write
from decision_analysis.trees.nodes import (
    REST,
    Again,
    Chance,
    Decision,
    Node,
    NodeLike,
    Terminal,
    agains,
    as_node,
    branches_problem,
    name_problems,
    post_order,
)
from decision_analysis.trees.nodes import inputs as _inputs

Trail: TypeAlias = "tuple[Trail, Any] | None"

FORMS = {
    "decision": ("decision", "options", "payoff"),
    "chance": ("chance", "outcomes", "payoff"),
    "terminal": ("terminal",),
    "again": ("again", "discount", "payoff"),
}


@named
def from_dict(data: Any, *, rescale: bool = False) -> Node:
    """Return the decision tree that plain data describe.

    Parameters
    ----------
    data : mapping or float
        A node, which is one of:

        - ``{"decision": name, "options": {label: node}, "payoff": payoff}``,
        - ``{"chance": name, "outcomes": {label: {"probability": p, "then": node}}, "payoff":
          payoff}``, where one probability may be ``"rest"``: what the others leave,
        - ``{"terminal": payoff}``, or the payoff alone,
        - ``{"again": stage, "discount": discount, "payoff": payoff}``, where the tree goes on at a
          stage; without a discount it is 1.

        A payoff is a number, a list of samples, or a mapping {attribute: number or samples}; but on
        terminals it may be left out. Nodes inside may also be objects: `Decision`, `Chance`,
        `Terminal` and `Again`.
    rescale : bool
        Whether probabilities that were rounded for print are divided by their sum, where that is
        within 0.02 of 1.

    Returns
    -------
    Node
        The root. An object that stands in several places of the data becomes one shared node.

    Raises
    ------
    InvalidModelError
        If the data break this form, a node has a fault of its own, or the nodes do not fit
        together; all faults are listed with their paths.

    Warns
    -----
    DegenerateDataWarning
        If probabilities were rescaled; the warning names each place and the sum there.

    See Also
    --------
    to_dict : The way back.

    Notes
    -----
    Takes time in proportion to the nodes; no recursion, so that depth does not matter.

    Examples
    --------
    >>> from decision_analysis import trees
    >>> oil = {
    ...     "chance": "oil",
    ...     "outcomes": {
    ...         "dry": {"probability": 0.5, "then": -70},
    ...         "wet": {"probability": 0.3, "then": 50},
    ...         "soaking": {"probability": "rest", "then": 200},
    ...     },
    ... }
    >>> tree = trees.from_dict({"decision": "drill", "options": {"yes": oil, "no": 0}})
    >>> round(trees.rollback(tree).value, 10)
    20.0
    """
    _checks.instance("rescale", rescale, bool)
    root, faults, rescaled = read(data, rescale=rescale)
    if root is None:
        raise InvalidModelError([fault.told() for fault in faults[:MOST]], len(faults))
    if rescaled:
        warn(rescaled, DegenerateDataWarning)
    return root


class Fault(NamedTuple):
    """What is wrong with a node, where it stands, and which node it is; the path is written when it
    is told."""

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
    """Return the tree that plain data describe, or all its faults, and what to say of probabilities
    rescaled, if any.

    Faults of how nodes fit together are raised.
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


@named
def to_dict(root: NodeLike) -> dict[str, Any]:
    """Return a decision tree as plain data that JSON and YAML can hold.

    Plain data are dicts, lists, strings and numbers.

    Parameters
    ----------
    root : node
        The root of the tree.

    Returns
    -------
    dict
        The form that `from_dict` describes. A node that stands in several places is one shared
        dict.

    Raises
    ------
    InvalidModelError
        If `root` is not a node.

    Examples
    --------
    >>> from decision_analysis.trees import REST, Chance, to_dict
    >>> to_dict(Chance("oil", {"dry": (0.8, -70), "wet": (REST, 200)}))["outcomes"]["wet"]
    {'probability': 'rest', 'then': {'terminal': 200.0}}
    """
    problems: list[str] = []
    top = as_node("root", root, problems)
    if top is None:
        raise InvalidModelError(problems)
    written: dict[int, dict[str, Any]] = {}
    for node in post_order(top):
        written[id(node)] = _write(node, written)
    return written[id(top)]


def _write(node: Node, written: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if isinstance(node, Decision):
        data = {
            "decision": node.name,
            "options": {label: written[id(n)] for label, n in node.options.items()},
        }
    elif isinstance(node, Chance):
        data = {
            "chance": node.name,
            "outcomes": {
                label: {"probability": "rest" if p is REST else _plain(p), "then": written[id(n)]}
                for label, (p, n) in node.outcomes.items()
            },
        }
    elif isinstance(node, Again):
        data = {"again": node.stage} | (
            {} if _is_one(node.discount) else {"discount": _plain(node.discount)}
        )
    else:
        return {"terminal": _plain(node.payoff)}
    return data if node.payoff is None else {**data, "payoff": _plain(node.payoff)}


def _is_one(discount: Any) -> bool:
    return isinstance(discount, float) and discount == 1


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(entry) for name, entry in value.items()}
    return value.tolist() if isinstance(value, np.ndarray) else value


class _Reader:
    """Reads plain data depth first, children before parents, and notes every fault with its
    path."""

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
            if done:
                self._open.discard(id(entry))
                self._nodes[id(entry)] = self._build(entry, trail)
            elif id(entry) in self._open:
                self._note("node", trail, ["must not contain itself"])
            elif id(entry) not in self._nodes:
                self._open.add(id(entry))
                stack.append((entry, trail, True))
                below = [
                    (child, (trail, label), False)
                    for label, child in _below(entry)
                    if isinstance(child, Mapping)
                ]
                stack.extend(reversed(below))
        return self._nodes[id(data)]

    def _build(self, entry: Any, trail: Trail) -> Node | None:
        before = len(self.faults)
        form = _form(entry)
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
            found += _unknown(entry, form)
            payoff = _inputs.payoff(entry["terminal"], found, written=True)
            node = None if found or payoff is None else Terminal(payoff)
        elif form == "again":
            found += _unknown(entry, form)
            try:
                node = Again(entry["again"], entry.get("discount", 1.0), self._payoff(entry, found))
            except InvalidModelError as error:
                found += error.problems
            self.open = True
        elif isinstance(entry, Mapping) and not _numeric(entry):
            found.append(_lost(entry))
        elif isinstance(entry, list):
            payoff = _inputs.payoff(entry, found)
            node = None if found or payoff is None else Terminal(payoff)
        else:
            node = as_node("", entry, found)
            found = [problem.removeprefix(": ") for problem in found]
        self._note(_title(entry, form), trail, found)
        return node if len(self.faults) == before else None

    def _decision(self, entry: Mapping[str, Any], trail: Trail, found: list[str]) -> Node | None:
        found += _unknown(entry, "decision") + name_problems(entry["decision"])
        options = entry.get("options")
        problem = branches_problem("options", options, "{option: node}")
        found += [problem] if problem else _inputs.label_problems("option", list(options))  # type: ignore[arg-type]
        payoff = self._payoff(entry, found)
        ways = {} if problem or options is None else options
        children = {label: self._child(node, (trail, label)) for label, node in ways.items()}
        if found or None in children.values():
            return None
        return Decision(entry["decision"], children, payoff)

    def _chance(self, entry: Mapping[str, Any], trail: Trail, found: list[str]) -> Node | None:
        found += _unknown(entry, "chance") + name_problems(entry["chance"])
        outcomes = entry.get("outcomes")
        if problem := branches_problem(
            "outcomes", outcomes, "{outcome: {'probability': p, 'then': node}}"
        ):
            found.append(problem)
            self._payoff(entry, found)
            return None
        assert isinstance(outcomes, Mapping)
        found += _inputs.label_problems("outcome", list(outcomes))
        given: dict[str, Any] = {}
        for label, outcome in outcomes.items():
            if not isinstance(outcome, Mapping) or set(outcome) != {"probability", "then"}:
                found.append(
                    f"outcome {shown(label)} must be {{'probability': p, 'then': node}};"
                    f" {_got(outcome)}"
                )
            else:
                p = outcome["probability"]
                given[label] = REST if isinstance(p, str) and p == "rest" else p
        payoff = self._payoff(entry, found)
        children = [self._child(node, (trail, label)) for label, node in _below(entry)]
        if len(given) < len(outcomes):
            return None
        words = [label if isinstance(label, str) else _inputs.shown(label) for label in given]
        resolved, total = _inputs.probabilities(
            words, list(given.values()), found, rescale=self.rescale
        )
        if found or None in children:
            return None
        if total != 1:
            self.rescaled.append((f"chance {entry['chance']!r}", trail, total))
            given = dict(zip(given, resolved, strict=True))
        return Chance(
            entry["chance"],
            {label: (p, node) for (label, p), node in zip(given.items(), children, strict=True)},
            payoff,
        )

    def _child(self, entry: Any, trail: Trail) -> Node | None:
        return (
            self._nodes.get(id(entry)) if isinstance(entry, Mapping) else self._build(entry, trail)
        )

    @staticmethod
    def _payoff(entry: Mapping[str, Any], found: list[str]) -> Any:
        return (
            None
            if entry.get("payoff") is None
            else _inputs.payoff(entry["payoff"], found, written=True)
        )

    def _note(self, title: str, trail: Trail, found: list[str]) -> None:
        self.faults += [Fault(title, trail, problem) for problem in found]


def _path(trail: Trail) -> Path:
    """Write out a path kept as a chain of labels, the last one first."""
    labels = []
    while trail is not None:
        trail, label = trail
        labels.append(label if isinstance(label, str) else shown(label))
    return tuple(reversed(labels))


def _form(entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return None
    return next((form for form in FORMS if form in entry), None)


def _title(entry: Any, form: str | None) -> str:
    return (
        f"{form} {_inputs.shown(entry[form])}"
        if form in ("decision", "chance", "again")
        else form or "node"
    )


def _below(entry: Any) -> list[tuple[Any, Any]]:
    """Return the labelled children of an entry, as far as its form can be read."""
    form = _form(entry)
    branches = (
        entry.get("options" if form == "decision" else "outcomes")
        if form in ("decision", "chance")
        else None
    )
    if not isinstance(branches, Mapping):
        return []
    if form == "decision":
        return list(branches.items())
    return [
        (label, o["then"])
        for label, o in branches.items()
        if isinstance(o, Mapping) and "then" in o
    ]


def _numeric(entry: Mapping[Any, Any]) -> bool:
    return all(not isinstance(value, Mapping | str | None) for value in entry.values())


def _unknown(entry: Mapping[str, Any], form: str) -> list[str]:
    a = "an" if form == "again" else "a"
    return [
        f"unknown key {_inputs.shown(key)}{_near(key, FORMS[form])}; {a} {form} has"
        f" {list(FORMS[form])}"
        for key in entry
        if key not in FORMS[form]
    ]


def _lost(entry: Mapping[Any, Any]) -> str:
    near = next((hint for key in entry if (hint := _near(key, tuple(FORMS)))), "")
    if not near and all(
        isinstance(value, Mapping | Node | float | int) for value in entry.values()
    ):
        if any(isinstance(value, Mapping) and "then" in value for value in entry.values()):
            return (
                f"outcomes {_checks.listed(entry)} must stand in {{'chance': name, 'outcomes':"
                " {label: ...}}"
            )
        if not any(key in form for form in FORMS.values() for key in entry):
            return (
                f"options {_checks.listed(entry)} must stand in {{'decision': name, 'options':"
                " {label: node}}"
            )
    return (
        f"must have one of the keys {list(FORMS)}, or be numbers by attribute; got"
        f" {_checks.listed(entry)}{near}"
    )


def _near(key: Any, known: tuple[str, ...]) -> str:
    near = _checks.nearest(key, known)
    return f" (did you mean {near!r}?)" if near else ""


def _got(outcome: Any) -> str:
    if not isinstance(outcome, Mapping):
        return f"got {_inputs.shown(outcome)}"
    keys = ("probability", "then")
    missing = [key for key in keys if key not in outcome]
    unknown = [key for key in outcome if key not in keys]
    hints = "".join(_near(key, keys) for key in unknown[:LISTED])
    wrong = f"unknown {_checks.listed(unknown)}{hints}"
    return ", ".join([f"missing {missing}"] * bool(missing) + [wrong] * bool(unknown))

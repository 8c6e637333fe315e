"""Trees of SilverDecisions: its JSON as a tree of this library.

SilverDecisions keeps payoffs and probabilities on the edges, as numbers or as text: fractions,
formulas over variables, and `#` for an equal share of what the other probabilities leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import PROBABILITY_TOLERANCE, ROUNDING
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import Document, Faults, Trail, sentences
from decision_analysis.io.foreign._foreign_tree import Draft, grown, placed
from decision_analysis.io.foreign._silver_code import Scope
from decision_analysis.io.foreign._silver_keys import (
    DESIGNER_KEYS,
    EDGE_KEYS,
    MODEL_KEYS,
    NODE_KEYS,
    TOP_KEYS,
    misspelled,
    unknown,
)
from decision_analysis.io.foreign._silver_names import give_names
from decision_analysis.io.foreign._silver_payoffs import Amount, criteria_names, give_payoffs
from decision_analysis.io.formulas import FormulaError, Number
from decision_analysis.trees import REST, Node

TYPES = ("decision", "chance", "terminal")


def is_silver_decisions(data: object) -> bool:
    """Say whether a JSON document is a file of SilverDecisions.

    It has its version, or is the bare data model.
    """
    return (
        isinstance(data, Mapping)
        and "kind" not in data
        and ("SilverDecisions" in data or "trees" in data)
    )


def silver_decisions_tree(
    document: Document, *, tree: str | int | None, rescale: bool, values: Mapping[str, Number]
) -> Node:
    """Return the tree of a SilverDecisions document; `tree` names or counts the one of several.

    `values` go before what the document says of its variables.
    """
    return grown(document, _Reader(document, values).read(tree), rescale=rescale)


class _Reader:
    def __init__(self, document: Document, values: Mapping[str, Number]) -> None:
        self.document = document
        self.scope = Scope(values)
        self.faults = Faults()
        self.edges: list[tuple[Draft, list[Amount]]] = []

    def read(self, asked: str | int | None) -> Draft:
        """Read the nodes, name what has no name, and put payoffs on the nodes."""
        top = self.document.data
        model, trail = (top["data"], (None, "data")) if "data" in top else (top, None)
        if not isinstance(model, Mapping):
            self._stop(trail, f"must be a mapping; got {sentences.got(model)}")
        self._keys(None, misspelled(top, (*TOP_KEYS, *(MODEL_KEYS if model is top else ()))))
        if model is not top:
            self._keys(trail, misspelled(model, MODEL_KEYS))
        if isinstance(designer := top.get("treeDesigner"), Mapping):
            self._keys((None, "treeDesigner"), misspelled(designer, DESIGNER_KEYS))
        self._run(model.get("code", ""), (trail, "code"))
        place, entry = self._chosen(model, trail, asked)
        draft = self._nodes(entry, place)
        names = criteria_names(model, top)
        if names[0] is not None and names[0] == names[1]:
            self.faults.note(
                lambda: (
                    f"{self.document.path}: the two criteria must have different names; got {names}"
                )
            )
        if draft is None or self.faults:
            raise self.faults.error()
        for name in self.scope.given:
            _checks.known("variable in values", name, list(self.scope.assigned))
        give_names(draft)
        give_payoffs(self.edges, names, top)
        return draft

    def _chosen(
        self, model: Mapping[str, Any], trail: Trail, asked: str | int | None
    ) -> tuple[Trail, Any]:
        """Return the only tree's entry, or that whose root has the name or position asked for."""
        trees = model.get("trees")
        if not isinstance(trees, list) or not trees:
            self._stop((trail, "trees"), f"must be a list of trees; got {sentences.got(trees)}")
        position = self._position(
            [tree.get("name") if isinstance(tree, Mapping) else None for tree in trees], asked
        )
        return ((trail, "trees"), position), trees[position]

    def _position(self, names: Sequence[str | None], asked: str | int | None) -> int:
        """Return the position of the tree asked for."""
        count, listed = len(names), f"the roots of {self.document.path} are {list(names)}"
        if isinstance(asked, int):
            if not 0 <= asked < count:
                raise InvalidInputError(
                    f"tree must be from 0 to {count - 1}; got {shown(asked)}; {listed}"
                )
            return asked
        if asked is None and count > 1:
            raise InvalidInputError(
                "tree must be the name or the position (from 0) of one of the"
                f" {count} trees; {listed}"
            )
        if asked is None:
            return 0
        _checks.known("tree", asked, [name for name in names if isinstance(name, str)])
        if names.count(asked) > 1:
            raise InvalidInputError(
                f"tree must name one tree; {names.count(asked)} are named {asked!r}:"
                " give the position"
            )
        return names.index(asked)

    def _nodes(self, entry: Any, place: Trail) -> Draft | None:
        """Read the nodes below one, parents before children.

        What code assigns holds until its node is left.
        """
        top: list[Draft] = []
        todo: list[tuple[Any, Trail, list[Draft]] | int] = [(entry, place, top)]
        while todo:
            if isinstance(step := todo.pop(), int):
                self.scope.back(step)
                continue
            entry, place, siblings = step
            if not isinstance(entry, Mapping):
                self._note(place, f"must be a mapping; got {sentences.got(entry)}")
                continue
            kind: Any = entry.get("type")
            edges = entry.get("childEdges")
            self._keys(place, unknown(entry, NODE_KEYS))
            allowed = TYPES[:2] if siblings is top else TYPES
            if kind not in allowed:
                self._note((place, "type"), sentences.not_one_of(kind, allowed))
                continue
            if not isinstance(edges, list) or (kind == "terminal" and edges):
                wanted = "an empty list" if kind == "terminal" else "a list"
                self._note((place, "childEdges"), f"must be {wanted}; got {sentences.got(edges)}")
                continue
            draft = Draft(place, kind, self._text(entry, place))
            siblings.append(draft)
            # below the node on the stack: when all under it is read, its code is taken back
            todo.append(self.scope.mark)
            self._run(entry.get("code", ""), (place, "code"))
            below = [
                self._edge(draft, edge, ((place, "childEdges"), i)) for i, edge in enumerate(edges)
            ]
            if kind == "chance":
                draft.chances = self._shared(draft, draft.chances)
            todo += [
                (node, trail, draft.below) for node, trail in reversed([b for b in below if b])
            ]
        return top[0] if top else None

    def _edge(self, draft: Draft, edge: Any, trail: Trail) -> tuple[Any, Trail] | None:
        """Read an edge; return the node that it leads to, and its place."""
        if not isinstance(edge, Mapping):
            self._note(trail, f"must be a mapping; got {sentences.got(edge)}")
            return None
        self._keys(trail, unknown(edge, EDGE_KEYS))
        draft.labels.append(self._text(edge, trail))
        if draft.kind == "chance":
            draft.chances.append(self._chance(edge, trail))
        payoff = edge.get("payoff")
        listed = payoff if isinstance(payoff, list) else [payoff]
        if not 1 <= len(listed) <= 2:
            self._note(
                (trail, "payoff"), f"must be one or two numbers; got {sentences.got(payoff)}"
            )
        place: Trail = (trail, "payoff")
        amounts = []
        for i, entry in enumerate(listed):
            at: Trail = (place, i) if listed is payoff else place
            # a formula with a name in it, while variables have values from outside
            varies = (
                isinstance(entry, str) and bool(self.scope.given) and any(map(str.isalpha, entry))
            )
            amounts.append(Amount(self._number(entry, at), entry != 0, varies))
        self.edges.append((draft, amounts))
        return edge.get("childNode"), (trail, "childNode")

    def _chance(self, edge: Mapping[str, Any], trail: Trail) -> Any:
        """Return the probability of an edge, or `#`.

        Where `save` wrote the number beside a rounded text, it is that number.
        """
        given, computed = edge.get("probability"), edge.get("computed")
        if isinstance(given, str) and given.strip() == "#":
            return "#"
        p = self._number(given, (trail, "probability"))
        exact = computed.get("probability") if isinstance(computed, Mapping) else None
        written = (
            isinstance(exact, float)
            and isinstance(p, float)
            and abs(exact - p) < PROBABILITY_TOLERANCE
        )
        # within the tolerance the two are one number, of which this one has all digits
        return exact if written else p

    def _number(self, entry: Any, trail: Trail) -> Number:
        """Return a number, a fraction or a formula as a number, or as samples of one."""
        if _checks.is_number(entry):
            return float(entry)
        if not isinstance(entry, str):
            self._note(trail, f"must be a number or a formula; got {sentences.got(entry)}")
            return 0.0
        try:
            return self.scope.number(entry)
        except FormulaError as error:
            self._note(trail, error)
            return 0.0

    def _shared(self, draft: Draft, chances: Sequence[Any]) -> list[Any]:
        """Replace several `#` by equal shares of what the other probabilities leave.

        One of them is REST.
        """
        count = sum(isinstance(p, str) for p in chances)
        if count <= 1:
            return [REST if isinstance(p, str) else p for p in chances]
        # what the other probabilities leave, shared equally
        left = 1 - _total([p for p in chances if not isinstance(p, str)])
        # less may be rescaled, as all that must sum to 1
        if np.any(left < -ROUNDING - PROBABILITY_TOLERANCE):
            self._note(
                draft.trail,
                f"probabilities beside '#' must not exceed 1 in sum; got {1 - np.min(left):.10g}",
            )
        share = np.maximum(0.0, left) / count
        return [share if isinstance(p, str) else p for p in chances]

    def _run(self, code: Any, trail: Trail) -> None:
        """Assign the variables of a piece of code."""
        if code is None or isinstance(code, str):
            for fault in self.scope.run(code or ""):
                self._note(trail, fault)
        else:
            self._note(trail, f"must be text; got {sentences.got(code)}")

    def _text(self, entry: Mapping[str, Any], trail: Trail) -> str:
        name = entry.get("name")
        if name is not None and not isinstance(name, str):
            self._note((trail, "name"), f"must be text; got {sentences.got(name)}")
        return name if isinstance(name, str) else ""

    def _keys(self, trail: Trail, faults: Iterable[tuple[str, object]]) -> None:
        for key, sentence in faults:
            self._note((trail, key), sentence)

    def _note(self, trail: Trail, sentence: object) -> None:
        """Note a fault; the sentence is written where it will be listed."""
        self.faults.note(lambda: f"{placed(self.document, trail)}: {sentence}")

    def _stop(self, trail: Trail, sentence: str) -> NoReturn:
        self._note(trail, sentence)
        raise self.faults.error()


def _total(values: Sequence[Number]) -> Number:
    """Return the sum of numbers, exactly, or of numbers and samples."""
    # fsum adds without rounding errors, so that three thirds are 1
    numbers = math.fsum(value for value in values if isinstance(value, float))
    return sum((value for value in values if not isinstance(value, float)), numbers)

"""Trees of Radiant: its YAML as a tree of this library.

Radiant keeps a tree as nested
mappings: the keys `name`, `variables`, `type`, `p`, `payoff` and `cost` say what a node is, every
other key is the name of a branch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.io.documents import Document, Faults, Trail, sentences
from decision_analysis.io.foreign._foreign_tree import Draft, grown, placed
from decision_analysis.io.foreign._resolve import resolve
from decision_analysis.io.formulas import RADIANT, FormulaError, Formulas, Number, is_plain
from decision_analysis.trees import Node

TYPES: Final = ("decision", "chance")
RESERVED: Final = ("name", "variables", "type", "p", "payoff", "cost")


def is_radiant(data: object) -> bool:
    """Say whether a YAML document is a tree of Radiant: a mapping with `type`.

    It is not one of this library's.
    """
    return (
        isinstance(data, Mapping)
        and "kind" not in data
        and any(key.lower() == "type" for key in data)
    )


def radiant_tree(document: Document, *, rescale: bool, values: Mapping[str, Number]) -> Node:
    """Return the tree of a Radiant document; `values` go before what it says of its variables."""
    reader = _Reader(document, values)
    draft = reader.read()
    if reader.faults or draft is None:
        raise reader.faults.error()
    for name in values:
        _checks.known("variable in values", name, list(reader.values))
    return grown(document, draft, rescale=rescale)


class _Reader:
    def __init__(self, document: Document, given: Mapping[str, Number]) -> None:
        self.document = document
        self.given = given
        self.faults = Faults()
        self.formulas = Formulas(RADIANT, ())
        self.values: dict[str, Number] = {}

    def read(self) -> Draft | None:
        """Read the variables, then the nodes, parents before children."""
        top: list[Draft] = []
        data = self.document.data
        if not isinstance(data, Mapping):
            self._note(None, f"must be a mapping; got {sentences.got(data)}")
            return None
        fields = _fields(data)
        self._variables(fields)
        name = fields.get("name", (None, None))[1]
        if not isinstance(name, str) or not name:
            self._note((None, "name"), f"must be the name of the tree; got {sentences.got(name)}")
        todo: list[tuple[Any, Trail, str, Draft | None]] = [(data, None, str(name), None)]
        while todo:
            entry, trail, label, parent = todo.pop()
            draft = self._node(entry, trail, label, parent)
            if draft is None:
                continue
            if parent is None:
                top.append(draft)
            else:
                parent.labels.append(label)
                parent.below.append(draft)
            # the first branch comes off the stack first
            branches = [key for key in entry if key.lower() not in RESERVED]
            todo += [(entry[key], (trail, key), key, draft) for key in reversed(branches)]
        return top[0] if top else None

    def _node(self, entry: Any, trail: Trail, label: str, parent: Draft | None) -> Draft | None:
        """Read one node without what follows."""
        if not isinstance(entry, Mapping):
            meant = sentences.nearest(label.lower(), RESERVED)
            hint = f" (did you mean the key {meant!r}?)" if meant else ""
            self._note(trail, f"a branch must be a mapping; got {sentences.got(entry)}{hint}")
            return None
        fields = _fields(entry)
        branches = [key for key in entry if key.lower() not in RESERVED]
        for key in entry:
            if key.lower() in RESERVED and (first := fields[key.lower()][0]) != key:
                self._note(
                    (trail, key), f"key {key.lower()!r} is given twice, as {first!r} and {key!r}"
                )
        kind = self._kind(fields, trail, bool(branches))
        if parent is not None:
            self._misplaced(
                fields, trail, ("name", "variables"), "stands at the top of a tree only"
            )
        draft = Draft(trail, kind, label)
        if parent is not None and parent.kind == "chance":
            parent.chances.append(self._number(fields, "p", trail))
        elif parent is None or parent.kind:
            self._misplaced(
                fields,
                trail,
                ("p",),
                "is the probability of what follows a chance node; this does not",
            )
        if kind == "terminal":
            draft.payoff = self._number(fields, "payoff", trail)
            self._misplaced(
                fields,
                trail,
                ("cost",),
                "is not subtracted at an end by Radiant; put it into the payoff",
            )
        elif kind:
            self._misplaced(
                fields, trail, ("payoff",), "is overwritten by Radiant where branches follow"
            )
            if "cost" in fields:
                # a cost is subtracted; adding 0.0 keeps -0.0 out
                draft.payoff = -self._number(fields, "cost", trail) + 0.0
        return draft

    def _kind(self, fields: Mapping[str, tuple[str, Any]], trail: Trail, inner: bool) -> str:
        """Return what a node is, nothing where that cannot be told.

        One that nothing follows is an end.
        """
        key, given = fields.get("type", ("type", None))
        if not inner and given in (None, "", "terminal") and trail is not None:
            return "terminal"
        if given not in TYPES:
            self._note((trail, key), sentences.not_one_of(given, TYPES))
        elif not inner:
            self._note(trail, f"a {given} must have at least one branch; it has none")
        return given if given in TYPES else ""

    def _misplaced(
        self,
        fields: Mapping[str, tuple[str, Any]],
        trail: Trail,
        words: tuple[str, ...],
        reason: str,
    ) -> None:
        for word in words:
            if word in fields:
                self._note((trail, fields[word][0]), f"{word!r} {reason}")

    def _number(self, fields: Mapping[str, tuple[str, Any]], word: str, trail: Trail) -> Number:
        """Return a number, or the value of a formula over the variables."""
        if word not in fields:
            self._note(trail, f"missing key {word!r}")
            return 0.0
        key, given = fields[word]
        if _checks.is_number(given):
            return float(given)
        if not isinstance(given, str):
            self._note((trail, key), f"must be a number or a formula; got {sentences.got(given)}")
            return 0.0
        try:
            return self.formulas.parse(given).value(self.values)
        except FormulaError as error:
            self._note((trail, key), error)
            return 0.0

    def _variables(self, fields: Mapping[str, tuple[str, Any]]) -> None:
        """Compute the variables, which may use one another in any order."""
        key, given = fields.get("variables", ("variables", {}))
        if not isinstance(given, Mapping):
            other = isinstance(given, str) and "=" not in given
            hint = ": the variables of another tree are not in this file" if other else ""
            self._note(
                (None, key),
                f"must be a mapping {{name: number or formula}}; got {sentences.got(given)}{hint}",
            )
            return
        texts: dict[str, str | Number] = {}
        for name, entry in given.items():
            if name in self.given:
                texts[name] = self.given[name]
            elif isinstance(entry, str) and entry.replace(" ", "").startswith("dtree("):
                self._note(
                    ((None, key), name),
                    f"the value of another tree is not in this file; got {shown(entry)}",
                )
            elif not isinstance(entry, str) and not _checks.is_number(entry):
                self._note(
                    ((None, key), name),
                    f"must be a number or a formula; got {sentences.got(entry)}",
                )
            elif not name:
                self._note((None, key), "names of variables must not be empty")
            else:
                texts[name] = entry if isinstance(entry, str) else float(entry)
        self.formulas = Formulas(RADIANT, texts)
        for name in texts:
            if not is_plain(name, self.formulas):
                self._note(
                    ((None, key), name),
                    "the name of a variable must not be a formula, nor begin or end as one does;"
                    f" got {shown(name)}",
                )
        self.values, faults = resolve(texts, self.formulas)
        for name, fault in faults.items():
            self._note(((None, key), name), fault)
        # what uses a faulty variable is not called faulty too
        self.values |= dict.fromkeys(faults, 0.0)

    def _note(self, trail: Trail, sentence: object) -> None:
        """Note a fault; the sentence is written where it will be listed."""
        self.faults.note(lambda: f"{placed(self.document, trail)}: {sentence}")


def _fields(entry: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return the reserved keys as first written, and what they hold.

    Radiant takes them in capitals too.
    """
    found: dict[str, tuple[str, Any]] = {}
    for key, value in entry.items():
        if key.lower() in RESERVED:
            found.setdefault(key.lower(), (key, value))
    return found

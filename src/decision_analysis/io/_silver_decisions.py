"""Trees of SilverDecisions: its JSON as a tree of this library.

SilverDecisions (Kaminski B., Jakubczyk M., Szufel P., https://silverdecisions.pl) keeps payoffs and probabilities on
the edges, as numbers or as text: fractions, formulas over variables, and `#` for an equal share of what the other
probabilities leave.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from decision_analysis import _checks
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io import _sentences
from decision_analysis.io._document import Document
from decision_analysis.io._foreign_tree import Draft, Trail, grown, keys
from decision_analysis.io._formulas import FormulaError, Formulas, compute
from decision_analysis.io._silver_names import give_names
from decision_analysis.trees import REST, Node

TYPES = ("decision", "chance", "terminal")
TWO_CRITERIA = "twoCriteria"
_RULES_OF_TWO = ("min-max", "max-min", "max-max", "min-min")
_NODE_KEYS = frozenset(
    ("childEdges", "code", "computed", "expressionScope", "folded", "id", "location", "name", "type")
)
_EDGE_KEYS = frozenset(("childNode", "computed", "id", "name", "payoff", "probability"))
_MIXED = re.compile(r"(-?)([0-9]+) ([0-9]+)/([0-9]+)\Z")
_ASSIGNMENT = re.compile(r"\s*([^\W\d][\w$]*)\s*=(?!=)(.*)\Z", re.DOTALL)


class Amount(NamedTuple):
    """A payoff of an edge by one criterion; where nothing was entered, SilverDecisions has the number 0, not text."""

    value: float
    entered: bool


class Scope(NamedTuple):
    """The variables that hold at a node."""

    values: dict[str, float]
    formulas: Formulas


def is_silver_decisions(data: object) -> bool:
    """Say whether a JSON document is a file of SilverDecisions: with its version, or the bare data model."""
    return isinstance(data, Mapping) and "kind" not in data and ("SilverDecisions" in data or "trees" in data)


def tree_of(
    where: str, document: Document, *, root: str | int | None, rescale: bool, values: Mapping[str, float]
) -> Node:
    """Return the tree of a SilverDecisions document; `root` names or counts the one of several.

    `values` go before what the document says of its variables.
    """
    if values:
        raise InvalidInputError(f"{where}: values name unknown variables {list(values)}")
    return grown(where, document, _Reader(where, document).read(root), rescale=rescale)


class _Reader:
    def __init__(self, where: str, document: Document) -> None:
        self.where = where
        self.document = document
        self.problems: list[str] = []
        self.edges: list[tuple[Draft, list[Amount]]] = []

    def read(self, root: str | int | None) -> Draft:
        """Read the nodes, name what has no name, and put payoffs on the nodes."""
        top = self.document.data
        model, trail = (top["data"], (None, "data")) if "data" in top else (top, None)
        if not isinstance(model, Mapping):
            self._stop(trail, f"must be a mapping; got {_sentences.got(model)}")
        scope = self._assigned(model.get("code", ""), (trail, "code"), Scope({}, Formulas(())))
        place, entry = self._chosen(model, trail, root)
        draft = self._nodes(entry, place, scope)
        names = self._names(model, top)
        if draft is None or self.problems:
            raise InvalidModelError(self.where, self.problems)
        give_names(draft)
        self._pay(names, top)
        return draft

    def _chosen(self, model: Mapping[str, Any], trail: Trail, root: str | int | None) -> tuple[Trail, Any]:
        """Return the entry of the only tree, or of the one whose root has the name or position asked for."""
        trees = model.get("trees")
        if not isinstance(trees, list) or not trees:
            self._stop((trail, "trees"), f"must be a list of trees; got {_sentences.got(trees)}")
        position = self._position([tree.get("name") if isinstance(tree, Mapping) else None for tree in trees], root)
        return ((trail, "trees"), position), trees[position]

    def _position(self, names: Sequence[str | None], root: str | int | None) -> int:
        """Return the position of the tree asked for."""
        count, listed = len(names), f"the roots of {self.document.path} are {list(names)}"
        if isinstance(root, int):
            if not 0 <= root < count:
                raise InvalidInputError(f"{self.where}: root must be from 0 to {count - 1}; got {root}; {listed}")
            return root
        if root is None and count > 1:
            raise InvalidInputError(
                f"{self.where}: root must be the name or the position (from 0) of one of the {count} trees; {listed}"
            )
        if root is None:
            return 0
        _checks.known(self.where, "root", root, [name for name in names if isinstance(name, str)])
        if names.count(root) > 1:
            raise InvalidInputError(
                f"{self.where}: root must name one tree; {names.count(root)} are named {root!r}: give the position"
            )
        return names.index(root)

    def _nodes(self, entry: Any, place: Trail, scope: Scope) -> Draft | None:
        """Read the nodes below one, parents before children."""
        top: list[Draft] = []
        todo: list[tuple[Any, Trail, Scope, list[Draft]]] = [(entry, place, scope, top)]
        while todo:
            entry, place, scope, siblings = todo.pop()
            if not isinstance(entry, Mapping):
                self._note(place, f"must be a mapping; got {_sentences.got(entry)}")
                continue
            kind: Any = entry.get("type")
            edges = entry.get("childEdges")
            self._known(entry, place, _NODE_KEYS)
            allowed = TYPES[:2] if siblings is top else TYPES
            if kind not in allowed:
                self._note((place, "type"), _sentences.not_one_of(kind, allowed))
                continue
            if not isinstance(edges, list) or (kind == "terminal" and edges):
                wanted = "an empty list" if kind == "terminal" else "a list"
                self._note((place, "childEdges"), f"must be {wanted}; got {_sentences.got(edges)}")
                continue
            draft = Draft(place, kind, self._text(entry, place))
            siblings.append(draft)
            scope = self._assigned(entry.get("code", ""), (place, "code"), scope)
            below = [self._edge(draft, edge, ((place, "childEdges"), i), scope) for i, edge in enumerate(edges)]
            if kind == "chance":
                draft.chances = self._shared(draft, draft.chances)
            todo += [(node, trail, scope, draft.below) for node, trail in reversed([b for b in below if b])]
        return top[0] if top else None

    def _edge(self, draft: Draft, edge: Any, trail: Trail, scope: Scope) -> tuple[Any, Trail] | None:
        """Read an edge; return the node that it leads to, and its place."""
        if not isinstance(edge, Mapping):
            self._note(trail, f"must be a mapping; got {_sentences.got(edge)}")
            return None
        self._known(edge, trail, _EDGE_KEYS)
        draft.labels.append(self._text(edge, trail))
        if draft.kind == "chance":
            draft.chances.append(self._chance(edge, trail, scope))
        payoff = edge.get("payoff")
        listed = payoff if isinstance(payoff, list) else [payoff]
        if not 1 <= len(listed) <= 2:
            self._note((trail, "payoff"), f"must be one or two numbers; got {_sentences.got(payoff)}")
        place: Trail = (trail, "payoff")
        amounts = []
        for i, entry in enumerate(listed):
            at: Trail = (place, i) if listed is payoff else place
            amounts.append(Amount(self._number(entry, at, scope), entered=entry != 0))
        self.edges.append((draft, amounts))
        return edge.get("childNode"), (trail, "childNode")

    def _chance(self, edge: Mapping[str, Any], trail: Trail, scope: Scope) -> Any:
        """Return the probability of an edge or `#`; where `save` wrote the number beside a rounded text, the number."""
        given, computed = edge.get("probability"), edge.get("computed")
        if isinstance(given, str) and given.strip() == "#":
            return "#"
        p = self._number(given, (trail, "probability"), scope)
        exact = computed.get("probability") if isinstance(computed, Mapping) else None
        return exact if isinstance(exact, float) and abs(exact - p) < _checks.PROBABILITY_TOLERANCE else p

    def _number(self, entry: Any, trail: Trail, scope: Scope) -> float:
        """Return a number, a fraction or a formula as a number."""
        if _checks.is_number(entry):
            return float(entry)
        if not isinstance(entry, str):
            self._note(trail, f"must be a number or a formula; got {_sentences.got(entry)}")
            return 0.0
        text = entry.partition("#")[0].strip()
        if mixed := _MIXED.match(text):
            whole, above, below = (int(part) for part in mixed.groups()[1:])
            if below:
                return (-1 if mixed[1] else 1) * (whole + above / below)
        try:
            return compute(text, scope.formulas.parse(text), scope.values)
        except FormulaError as error:
            self._note(trail, str(error))
            return 0.0

    def _shared(self, draft: Draft, chances: Sequence[Any]) -> list[Any]:
        """Replace several `#` by equal shares of what the other probabilities leave; one of them is REST."""
        count = chances.count("#")
        if count <= 1:
            return [REST if p == "#" else p for p in chances]
        left = 1 - math.fsum(p for p in chances if p != "#")
        if left < -_checks.PROBABILITY_TOLERANCE:
            self._note(draft.trail, f"probabilities beside '#' must not exceed 1 in sum; got {1 - left:.10g}")
        return [max(0.0, left) / count if p == "#" else p for p in chances]

    def _assigned(self, code: Any, trail: Trail, scope: Scope) -> Scope:
        """Return the variables that hold after a piece of code, of which only assignments are read."""
        if code is None or (isinstance(code, str) and not code.strip()):
            return scope
        if not isinstance(code, str):
            self._note(trail, f"must be text; got {_sentences.got(code)}")
            return scope
        values, formulas = dict(scope.values), Formulas(scope.values)
        for line, text in enumerate(code.split("\n"), start=1):
            for statement in text.partition("#")[0].split(";"):
                if not statement.strip():
                    continue
                if (match := _ASSIGNMENT.match(statement)) is None:
                    self._note(trail, f"line {line} of the code: {statement.strip()!r} must be an assignment, "
                                      "name = formula")  # fmt: skip
                    continue
                name, formula = match[1], match[2].strip()
                try:
                    values[name] = compute(formula, formulas.parse(formula), values)
                except FormulaError as error:
                    self._note(trail, f"line {line} of the code: {error}")
                    values[name] = 1.0  # so that what uses it is not called faulty too
                formulas.add(name)
        return Scope(values, formulas)

    def _names(self, model: Mapping[str, Any], top: Mapping[str, Any]) -> list[str | None]:
        """Return the names of the two criteria, None where a criterion has none."""
        designer = top.get("treeDesigner")
        given = model.get("payoffNames") or (designer.get("payoffNames") if isinstance(designer, Mapping) else None)
        listed = list(given) if isinstance(given, list) else []
        names = [name if isinstance(name, str) and name else None for name in [*listed, None, None][:2]]
        if names[0] is not None and names[0] == names[1]:
            self.problems.append(f"{self.document.path}: the two criteria must have different names; got {names}")
        return names

    def _pay(self, names: Sequence[str | None], top: Mapping[str, Any]) -> None:
        """Put the payoff of each edge on the node that it leads to."""
        mode = top.get("viewMode")
        two = mode == TWO_CRITERIA or (mode is None and top.get("rule") in _RULES_OF_TWO)
        width = max((len(amounts) for _, amounts in self.edges), default=1)
        filled = [amounts + [Amount(0.0, False)] * (width - len(amounts)) for _, amounts in self.edges]
        used = [i for i in range(width) if two or any(row[i].value for row in filled)] or [0]
        called = {i: names[i] or f"payoff {i + 1}" for i in used}
        single = used[0] if len(used) == 1 and names[used[0]] is None else None
        position: Counter[int] = Counter()
        for (parent, _), row in zip(self.edges, filled, strict=True):
            draft = parent.below[position[id(parent)]]
            position[id(parent)] += 1
            given = {i: row[i].value for i in used if row[i].entered or draft.kind == "terminal"}
            if single is not None:
                draft.payoff = given.get(single)
            elif given:
                draft.payoff = {called[i]: value for i, value in given.items()}

    def _text(self, entry: Mapping[str, Any], trail: Trail) -> str:
        name = entry.get("name")
        if name is not None and not isinstance(name, str):
            self._note((trail, "name"), f"must be text; got {_sentences.got(name)}")
        return name if isinstance(name, str) else ""

    def _known(self, entry: Mapping[str, Any], trail: Trail, allowed: frozenset[str]) -> None:
        """Refuse keys that may change what the numbers mean."""
        for key in entry:
            if key not in allowed and not key.startswith("$"):
                meant = _sentences.nearest(key, sorted(allowed))
                self._note((trail, key), _sentences.unknown_key(key, meant, sorted(allowed)))

    def _note(self, trail: Trail, sentence: str) -> None:
        self.problems.append(f"{self.document.where(keys(trail))}: {sentence}")

    def _stop(self, trail: Trail, sentence: str) -> NoReturn:
        self._note(trail, sentence)
        raise InvalidModelError(self.where, self.problems)

"""`Expander`: makes the entries of a tree anew where something is used or put in."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.io.documents import Trail
from decision_analysis.study.fragments._expanded import Key, Notes
from decision_analysis.study.fragments._fragment import LOOP, Fragment, is_loop, is_use
from decision_analysis.study.fragments._look_through import LookThrough
from decision_analysis.study.fragments._placeholders import Unfit, filled, names, whole
from decision_analysis.study.fragments._scope import Scope
from decision_analysis.study.fragments._steps import Task

_LABELS: Final = ("decision", "chance")
"""Keys whose text is no expression."""


class Expander:
    """Makes entries anew where something in them is used or put in."""

    def __init__(
        self,
        fragments: Mapping[str, Fragment],
        lists: Mapping[str, Sequence[Any]],
        notes: Notes,
        look: LookThrough,
    ) -> None:
        self.fragments, self.lists, self.notes, self.look = fragments, lists, notes, look
        self.used: set[str] = set()
        self._results: dict[Any, Any] = {}
        self._equal: dict[Any, Any] = {}
        self._alive: list[Any] = []
        # what holds nothing to put in, by identity, which is the same in every scope
        self._constant: dict[int, Any] = {}
        self._circles: set[frozenset[str]] = set()
        # the fragments that are being put in, outermost first
        self._inside: dict[str, None] = {}

    def entry(self, data: Any, trail: Trail, scope: Scope, key: Key = "") -> Task:
        """Return an entry with everything put in."""
        if isinstance(data, str):
            return self._text(data, trail, scope, expression=key not in _LABELS)
        if not isinstance(data, Mapping | list):
            return data
        if scope.one and id(data) in self._constant:
            return self._constant[id(data)]
        if id(data) in scope.made:
            return scope.made[id(data)]
        if id(data) in scope.unfinished:
            self.notes.fault(trail, "must not stand inside itself")
            return None
        scope.unfinished.add(id(data))
        if isinstance(data, list):
            made = yield self._list(data, trail, scope)
        elif is_use(data):
            made = yield self._use(data, trail, scope)
        else:
            made = yield self._mapping(data, trail, scope)
        scope.unfinished.discard(id(data))
        scope.made[id(data)] = made
        return made

    def _text(self, text: str, trail: Trail, scope: Scope, *, expression: bool = False) -> Any:
        if scope.values is None or not _has_brace(text):
            return text
        name = whole(text)
        if name is not None and name in scope.values:
            return scope.values[name]
        try:
            made = filled(text, scope.values, expression=expression)
        except Unfit as error:
            self.notes.fault(trail, str(error))
            return text
        # a long text counts as several entries, as it takes as much memory
        self.notes.counted(max(len(text), len(made)) // 10, trail)
        return made

    def _key(self, key: str, trail: Trail, scope: Scope) -> str:
        made = self._text(key, trail, scope)
        if _checks.is_number(made):
            return repr(made)
        if isinstance(made, str):
            return made
        self.notes.fault(trail, f"{shown(key)} must be text or a number; got {shown(made)}")
        return key

    def _list(self, data: list[Any], trail: Trail, scope: Scope) -> Task:
        made = []
        same = constant = True
        for i, child in enumerate(data):
            value = yield self.entry(child, (trail, i), scope)
            made.append(value)
            same = same and value is child
            constant = constant and self._is_constant(child)
        return self._kept(data, data if same else made, trail, scope, constant)

    def _mapping(self, data: Mapping[str, Any], trail: Trail, scope: Scope) -> Task:
        made: dict[str, Any] = {}
        # entries that were not written here under this key
        moved: dict[str, Trail] = {}
        loop = is_loop(data)
        same = constant = not loop
        todo = list(LOOP) if loop else []
        for key, child in data.items():
            if key in todo:
                # the entries that are built stand where the first of the two words does
                todo.clear()
                wrong = id(data) in self.look.wrong
                entries = [] if wrong else (yield self._loop(data, trail, scope))
                for label, value, place in entries:
                    self._put(made, label, value, place)
                    moved[label] = place
            if loop and key in LOOP:
                continue
            here: Trail = (trail, key)
            label = self._key(key, here, scope) if _has_brace(key) else key
            # most entries need no step of their own
            if isinstance(child, str) and not _has_brace(child):
                value = child
            else:
                value = yield self.entry(child, here, scope, key)
                constant = constant and self._is_constant(child)
            self._put(made, label, value, here)
            same = same and value is child and label == key
            constant = constant and label == key and not _has_brace(key)
            if label != key:
                moved[label] = here
        return self._kept(data, data if same else made, trail, scope, constant, moved)

    def _put(self, made: dict[str, Any], label: str, value: Any, place: Trail) -> None:
        if label in made:
            self.notes.fault(place, f"must be another label than those before; got {label!r} again")
        made[label] = value

    def _is_constant(self, child: Any) -> bool:
        if isinstance(child, str):
            return not _has_brace(child)
        return not isinstance(child, Mapping | list) or id(child) in self._constant

    def _kept(
        self,
        data: Any,
        made: Any,
        trail: Trail,
        scope: Scope,
        constant: bool,
        moved: Mapping[str, Trail] | None = None,
    ) -> Any:
        """Return what was made, or what is equal to it and was made before."""
        if scope.one or made is not data:
            self.notes.counted(len(made), trail)
        if scope.one:
            listed = isinstance(made, list)
            entries = enumerate(made) if listed else made.items()
            signature = (listed, tuple((key, _token(value)) for key, value in entries))
            made = self._equal.setdefault(signature, made)
            if constant:
                self._constant[id(data)] = made
        elif made is not data:
            # as long as it is alive, nothing else has its identity
            self._alive.append(made)
        if id(made) not in self.notes.places and isinstance(made, Mapping):
            self.notes.places[id(made)] = trail
            for key, place in (moved or {}).items():
                self.notes.moved[id(made), key] = place
        return made

    def _use(self, data: Mapping[str, Any], trail: Trail, scope: Scope) -> Task:
        name = self._text(data["use"], (trail, "use"), scope)
        if id(data) in self.look.wrong:
            return None
        if not isinstance(name, str):
            self.notes.fault((trail, "use"), f"must name a fragment; got {shown(name)}")
            return None
        dynamic = scope.values is not None and names(data["use"])
        if dynamic and not self.look.use(data, name, trail):
            return None
        inner = scope.of_arguments()
        given: dict[str, Any] = {}
        arguments = data.get("with", {})
        self.notes.counted(1 + len(arguments) + len(self.fragments[name].arguments), trail)
        for key, child in arguments.items():
            given[key] = yield self.entry(child, ((trail, "with"), key), inner)
        result = yield self._fragment(self.fragments[name], given, trail)
        if "payoff" not in data or result is None:
            return result
        payoff = yield self.entry(data["payoff"], (trail, "payoff"), scope)
        return self._with_payoff(name, result, payoff, trail)

    def _with_payoff(self, name: str, result: Any, payoff: Any, trail: Trail) -> Any:
        place: Trail = (trail, "payoff")
        if not isinstance(result, Mapping) or not any(word in result for word in _LABELS):
            self.notes.fault(
                place,
                f"may stand beside a use of a decision or a chance; {name!r} is none of these",
            )
            return result
        if "payoff" in result:
            self.notes.fault(
                place, f"may stand where the fragment has no payoff of its own; {name!r} has one"
            )
            return result
        # the node keeps its place, only the payoff has that of the use
        own = self.notes.places.get(id(result), trail)
        made = {**result, "payoff": payoff}
        moved = {key: self.notes.moved.get((id(result), key), (own, key)) for key in result}
        return self._kept(None, made, own, Scope(None), False, {**moved, "payoff": place})

    def _fragment(self, fragment: Fragment, given: Mapping[str, Any], trail: Trail) -> Task:
        """Return the body of a fragment with its arguments put in, made once for equal ones."""
        name = fragment.name
        self.used.add(name)
        if name in self._inside:
            chain = list(self._inside)
            self._circle([*chain[chain.index(name) :], name], trail)
            return None
        self._inside[name] = None
        values: dict[str, Any] = {}
        for argument, default in fragment.arguments.items():
            if argument in given:
                values[argument] = given[argument]
            else:
                # a default may name the arguments before it
                place = fragment.argument(argument)
                values[argument] = yield self.entry(default, place, Scope(values))
        same = (name, tuple(map(_token, values.values())))
        if same not in self._results:
            inner = Scope(values or None)
            self._results[same] = yield self.entry(fragment.body, fragment.trail, inner)
        del self._inside[name]
        return self._results[same]

    def _circle(self, chain: list[str], trail: Trail) -> None:
        if frozenset(chain) not in self._circles:
            self._circles.add(frozenset(chain))
            used = " > ".join(map(repr, chain))
            self.notes.fault(
                (trail, "use"), f"a fragment must not use itself, also not by others: {used}"
            )

    def _loop(self, data: Mapping[str, Any], trail: Trail, scope: Scope) -> Task:
        """Return the entries that a loop builds, each with its place."""
        rows = yield self._rows(data["for"], (trail, "for"), scope.of_arguments())
        place: Trail = (trail, "each")
        found = []
        for row in rows:
            # each of a row is a mapping of its own, or a use of one
            each = yield self.entry(data["each"], place, scope.with_values(row))
            if isinstance(each, Mapping):
                own = self.notes.places.get(id(each), place)
                found += [
                    (key, value, self.notes.moved.get((id(each), key), (own, key)))
                    for key, value in each.items()
                ]
            elif each is not None:
                self.notes.fault(place, f"must give a mapping; got {shown(each)}")
        return found

    def _rows(self, given: Any, place: Trail, scope: Scope) -> Task:
        """Return the values of the names of a loop, one mapping for each round."""
        rows: list[dict[str, Any]] = []
        if isinstance(given, list):
            for i, row in enumerate(given):
                made = {}
                for name, value in row.items():
                    made[name] = yield self.entry(value, ((place, i), name), scope)
                rows.append(made)
            return rows
        columns: list[list[Any]] = []
        for name, values in given.items():
            made = yield self.entry(values, (place, name), scope)
            if faults := self.look.values(made, (place, name)):
                for fault in faults:
                    self.notes.fault(*fault)
                return []
            columns.append(list(self.lists[made] if isinstance(made, str) else made))
        count = math.prod(map(len, columns))
        self.notes.counted(count, place)
        # of several names the last one goes fastest
        return [dict(zip(given, row, strict=True)) for row in itertools.product(*columns)]


def _has_brace(text: str) -> bool:
    return "{" in text or "}" in text


def _token(value: Any) -> Any:
    """Return what tells values apart: mappings and lists by identity, as equal ones are one."""
    return id(value) if isinstance(value, Mapping | list) else (type(value), value)

"""`LookThrough`: what is wrong with uses, loops and names in braces, before any is expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.io.documents import Trail
from decision_analysis.io.formulas import shown as shortly
from decision_analysis.study.fragments._expanded import Notes
from decision_analysis.study.fragments._fragment import (
    LOOP,
    USE,
    Fragment,
    is_loop,
    is_name,
    is_use,
    not_a_name,
    unknown,
)
from decision_analysis.study.fragments._placeholders import lone_brace, names

Known: TypeAlias = "Mapping[str, object] | None"
"""What may stand in braces, each with what declares it; None where braces are plain text."""

Step: TypeAlias = "tuple[Any, Trail, Known]"


class LookThrough:
    """Goes through trees and bodies without recursion, and notes their faults."""

    def __init__(
        self, fragments: Mapping[str, Fragment], lists: Mapping[str, Sequence[Any]], notes: Notes
    ) -> None:
        self.fragments = fragments
        self.lists = lists
        self.notes = notes
        # uses and loops whose form is wrong, by identity
        self.wrong: set[int] = set()
        # whether there is anything to expand
        self.any = False
        self.taken = {name for each in fragments.values() for name in each.arguments}
        # declarations by identity: the place, the name
        self._declared: dict[int, tuple[Trail, str]] = {}
        self._used: set[int] = set()
        self._alive: list[object] = []

    def tree(self, data: Any, trail: Trail) -> set[int]:
        """Look through a tree; return the identities of all that is in it."""
        return self._through(data, trail, None)

    def fragment(self, fragment: Fragment) -> set[int]:
        """Look through the body and the defaults of a fragment, as `tree` does."""
        known = {name: self._declare(fragment.argument(name), name) for name in fragment.arguments}
        before: dict[str, object] = {}
        seen: set[int] = set()
        for name, default in fragment.arguments.items():
            # defaults may name the arguments before them
            if default is not None:
                seen |= self._through(default, fragment.argument(name), before)
            before[name] = known[name]
        return seen | self._through(fragment.body, fragment.trail, known or None)

    def unused(self) -> None:
        """Note what was declared and never used."""
        for place, name in [each for i, each in self._declared.items() if i not in self._used]:
            self.notes.fault(place, f"{name!r} must be used, as {{{name}}}; it is not")

    def use(self, entry: Mapping[str, Any], name: str, trail: Trail) -> bool:
        """Note what is wrong with a use of the fragment of this name; say whether nothing is."""
        faults: list[tuple[Trail, str]] = []
        given = entry.get("with", {})
        if name not in self.fragments:
            faults.append(((trail, "use"), unknown("fragment", name, self.fragments)))
        elif isinstance(given, Mapping):
            arguments = self.fragments[name].arguments
            faults += [
                (((trail, "with"), key), unknown(f"argument of {name!r}", key, list(arguments)))
                for key in given
                if key not in arguments
            ]
            missing = [key for key in arguments if arguments[key] is None and key not in given]
            if missing:
                got = f"; got {_checks.listed(list(given))}" if given else ""
                faults.append(
                    ((trail, "use"), f"{name!r} must be given {_checks.listed(missing)}{got}")
                )
        for place, sentence in faults:
            self.notes.fault(place, sentence)
        return not faults

    def _declare(self, place: Trail, name: str) -> object:
        mark = object()
        self._alive.append(mark)
        self._declared[id(mark)] = place, name
        return mark

    def _through(self, data: Any, trail: Trail, known: Known) -> set[int]:
        seen: set[int] = set()
        done: set[tuple[int, int]] = set()
        todo: list[Step] = [(data, trail, known)]
        while todo:
            entry, place, names_here = todo.pop()
            seen.add(id(entry))
            if isinstance(entry, str):
                self._text(entry, place, names_here)
                continue
            if not isinstance(entry, Mapping | list) or (id(entry), id(names_here)) in done:
                continue
            done.add((id(entry), id(names_here)))
            if names_here is not known:
                self.notes.counted(len(entry), place)
            steps = self._steps(entry, place, names_here)
            # from the last to the first, so that the first is looked through first
            todo += reversed(steps)
        return seen

    def _steps(self, entry: Any, place: Trail, known: Known) -> Sequence[Step]:
        """Return what is inside a mapping or list, and note what is wrong with itself."""
        if isinstance(entry, list):
            return [(child, (place, i), known) for i, child in enumerate(entry)]
        self.notes.places.setdefault(id(entry), place)
        if is_use(entry):
            self.any = True
            self._form_of_use(entry, place, known)
            inside = dict(entry)
            # names of arguments are no text of the tree
            given = inside.pop("with", None)
            steps: list[Step] = [(child, (place, key), known) for key, child in inside.items()]
            if isinstance(given, Mapping):
                at: Trail = (place, "with")
                self.notes.places.setdefault(id(given), at)
                steps += [(child, (at, key), known) for key, child in given.items()]
            return steps
        loop = is_loop(entry)
        steps = []
        for key, child in entry.items():
            if not (loop and key in LOOP):
                self._text(key, (place, key), known)
                steps.append((child, (place, key), known))
        return [*steps, *self._loop(entry, place, known)] if loop else steps

    def _text(self, text: str, place: Trail, known: Known) -> None:
        if "{" not in text and "}" not in text:
            return
        if known is None:
            # plain text, unless it looks like what only a fragment knows
            for name in names(text):
                if name in self.taken:
                    self.notes.fault(
                        place,
                        f"{{{name}}} must stand in a fragment with this argument, or in an 'each'"
                        " of it; it stands outside of them",
                    )
            return
        for name in names(text):
            if name in known:
                self._used.add(id(known[name]))
            else:
                self.notes.fault(place, unknown("name in braces", name, list(known)))
        if brace := lone_brace(text):
            self.notes.fault(
                place,
                f"a brace that is no argument must be doubled; got {brace!r} in {shortly(text)}",
            )

    def _form_of_use(self, entry: Mapping[str, Any], place: Trail, known: Known) -> None:
        right = True
        for key in entry:
            if key not in USE:
                self.notes.fault((place, key), unknown("key beside 'use'", key, USE))
                right = False
        given = entry.get("with", {})
        if not isinstance(given, Mapping):
            self.notes.fault(
                (place, "with"), f"must be a mapping from arguments to values; got {shown(given)}"
            )
            right = False
        else:
            for key in [key for key, value in given.items() if value is None]:
                self.notes.fault(((place, "with"), key), "must be given a value; got none")
                right = False
        # a name with braces is known only when it is expanded
        if known is None or not names(entry["use"]):
            right = self.use(entry, entry["use"], place) and right
        if not right:
            self.wrong.add(id(entry))

    def _loop(self, entry: Mapping[str, Any], place: Trail, known: Known) -> list[Step]:
        self.any = True
        at: Trail = (place, "for")
        faults: list[tuple[Trail, str]] = []
        given, each = entry["for"], entry["each"]
        rows = given if isinstance(given, list) else [given]
        form = (
            "must be a mapping from names to lists of values, or a list of mappings from names to"
            " values"
        )
        if not rows or not all(isinstance(row, Mapping) and row for row in rows):
            faults.append((at, f"{form}; got {shown(given)}"))
            rows = []
        if not isinstance(each, Mapping):
            faults.append(((place, "each"), f"must be a mapping; got {shown(each)}"))
        steps: list[Step] = []
        declared: dict[str, object] = {}
        for i, row in enumerate(rows):
            here: Trail = (at, i) if isinstance(given, list) else at
            if list(row) != list(rows[0]):
                sentence = f"must name {_checks.listed(list(rows[0]))}, as the first does"
                faults.append((here, f"{sentence}; got {_checks.listed(list(row))}"))
            for name, values in row.items():
                if not is_name(name):
                    faults.append(((here, name), not_a_name(name)))
                elif i == 0:
                    declared[name] = self._declare((here, name), name)
                if given is row:
                    faults += self._values(values, (here, name), known)
                steps.append((values, (here, name), known))
        for fault in faults:
            self.notes.fault(*fault)
        if faults:
            self.wrong.add(id(entry))
        if not isinstance(each, Mapping):
            return steps
        inner = {**(known or {}), **declared}
        self._alive.append(inner)
        return [*steps, (each, (place, "each"), inner)]

    def _values(self, values: Any, place: Trail, known: Known) -> list[tuple[Trail, str]]:
        """Return what is wrong with the list that a name goes through."""
        if isinstance(values, str) and (known is None or not names(values)):
            return self.values(values, place)
        if not isinstance(values, str | list) or not values:
            return [(place, _no_list(values, self.lists))]
        return []

    def values(self, values: Any, place: Trail) -> list[tuple[Trail, str]]:
        """Return what is wrong with a list that is there, or the word for one."""
        if isinstance(values, str):
            if values not in self.lists:
                return [(place, unknown("list", values, list(self.lists)))]
            return [] if self.lists[values] else [(place, f"the study must have {values}")]
        return (
            [] if isinstance(values, list) and values else [(place, _no_list(values, self.lists))]
        )


def _no_list(got: Any, lists: Mapping[str, Any]) -> str:
    words = "".join(f", or the word {word}" for word in lists)
    return f"must be a list of one value or more{words}; got {shown(got)}"

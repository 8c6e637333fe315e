"""YAML text to plain data with places: scalars of YAML 1.2's core schema, no objects built."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from decision_analysis._arrays import optional_import
from decision_analysis._limits import (
    ALIASED_CHARACTERS,
    DEEPEST_YAML,
    LONGEST_DEEP_YAML,
    LONGEST_EXPLAINED_YAML,
    MOST_ALIASED_ENTRIES,
)
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._builder import MERGE, Builder
from decision_analysis.io.documents._insertions import Insertions
from decision_analysis.io.documents._place import Place, placed, position
from decision_analysis.io.documents._plain import counted_as

_TAG = "tag:yaml.org,2002:"
# YAML 1.2.2, section 10.3.2: tag resolution of the core schema.
_NULL = re.compile(r"(null|Null|NULL|~|)\Z")
_TRUE = re.compile(r"(true|True|TRUE)\Z")
_FALSE = re.compile(r"(false|False|FALSE)\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"([-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)\Z")
# YAML 1.2.2, section 5.1: what may stand in a text unescaped; without marks of byte order, which
# PyYAML's parsers pass over in different places.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_BREAKS = "[\x85\u2028\u2029]"
"""Where lines end in YAML 1.1, which PyYAML reads, and neither in 1.2 nor in most editors."""
_KINDS: dict[str, type | tuple[type, ...]] = {
    "int": int,
    "float": (float, int),
    "bool": bool,
    "null": type(None),
}


def read_yaml(text: str, name: str, insertions: Insertions | None = None) -> Builder:
    """Build the one document of a YAML text; `name` is the file in messages.

    Where the text was made of another by `insertions`, columns are those of the other.
    """
    yaml = optional_import("yaml", extra="yaml")
    reader = _Reader(Builder(name), insertions)
    for pattern in (_UNPRINTABLE, _BREAKS):
        if strange := re.search(pattern, text):
            line = text.count("\n", 0, strange.start())
            column = strange.start() - (text.rfind("\n", 0, strange.start()) + 1)
            way = "" if pattern is _UNPRINTABLE else ", but as an escape in double quotes"
            reader.refuse(line, column, f"the character {strange[0]!a} is not allowed{way}")
    # the parser in C, which is far faster, where PyYAML was built with it
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        try:
            reader.follow(yaml, text, loader)
        except yaml.MarkedYAMLError as error:
            # libyaml has limits of its own: the parser in Python decides, and explains
            longest = LONGEST_DEEP_YAML if _is_depth(error) else LONGEST_EXPLAINED_YAML
            if loader is yaml.SafeLoader or len(text) > longest:
                raise
            reader = _Reader(Builder(name), insertions)
            reader.follow(yaml, text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if _is_depth(error):
            reader.too_deep(mark)
        reasons = ", ".join(reason for reason in (error.context, error.problem) if reason)
        reader.refuse(mark.line, mark.column, reasons)
    except yaml.YAMLError as error:
        raise InvalidInputError(f"{name}: is not YAML: {error}") from None
    return reader.builder


class _Reader:
    """Hands the parser's events to a builder."""

    def __init__(self, builder: Builder, insertions: Insertions | None) -> None:
        self.builder = builder
        self.insertions = insertions
        self.documents = 0
        self.repeated = 0
        self.open: list[str | None] = []
        self.anchors: dict[str, tuple[Any, Place, int]] = {}

    def follow(self, yaml: Any, text: str, loader: Any) -> None:
        """Hand over all events of a parser."""
        handlers = {
            yaml.DocumentStartEvent: self.document,
            yaml.MappingStartEvent: self.begin_mapping,
            yaml.SequenceStartEvent: self.begin_list,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.ScalarEvent: self.scalar,
            yaml.AliasEvent: self.alias,
        }
        for event in yaml.parse(text, Loader=loader):
            if handler := handlers.get(type(event)):
                handler(event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(event, "must hold one document; another one starts here")
        # in YAML 1.1 yes is a boolean, 010 is 8 and 1:30 is 90
        if event.version not in (None, (1, 2)):
            self._stop(event, f"must be YAML 1.2; got {'.'.join(map(str, event.version))}")

    def begin_mapping(self, event: Any) -> None:
        self._begin({}, "map", event)

    def begin_list(self, event: Any) -> None:
        self._begin([], "seq", event)

    def end(self, event: Any) -> None:
        closed = self.builder.end()
        if (anchor := self.open.pop()) is not None:
            self.anchors[anchor] = closed

    def scalar(self, event: Any) -> None:
        at = self._at(event)
        value = self._value(event, at)
        if event.anchor is not None:
            self._refuse_again(event)
            self.anchors[event.anchor] = value, at, counted_as(value)
        if self.builder.awaits_key:
            merges = event.value == "<<" and event.tag is None and event.implicit[0]
            self._key(MERGE if merges else value, at, event.value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self.builder.number(value, at, event.value)
        else:
            self.builder.put(value, at, counted_as(value))

    def alias(self, event: Any) -> None:
        at = self._at(event)
        # an alias inside its own anchor would be a circle
        if event.anchor in self.open:
            self._stop(event, f"alias *{event.anchor} stands inside what it names, &{event.anchor}")
        if event.anchor not in self.anchors:
            self._stop(event, f"alias *{event.anchor} must follow its anchor, &{event.anchor}")
        value, place, size = self.anchors[event.anchor]
        # what aliases stand for counts as if it were written out: short texts may say very much
        self.repeated += size
        if self.repeated > MOST_ALIASED_ENTRIES:
            self._stop(
                event,
                f"aliases written out must not give more than {MOST_ALIASED_ENTRIES:,} entries,"
                f" or {ALIASED_CHARACTERS} characters of text for each",
            )
        if self.builder.awaits_key:
            if isinstance(value, dict | list):
                self._stop(event, "keys must be strings; got an alias of a mapping or a list")
            self._key(value, at, str(value))
            return
        # an alias of a mapping has the places of its anchor inside; a scalar has its own place
        self.builder.put(value, place if isinstance(place, tuple) else at, size)

    def _begin(self, box: dict[str, Any] | list[Any], tag: str, event: Any) -> None:
        if self.builder.awaits_key:
            self._stop(
                event, f"keys must be strings; got a {'mapping' if tag == 'map' else 'list'}"
            )
        if event.tag not in (None, "!", _TAG + tag):
            self.builder.fault(self._at(event), _tag_problem(event.tag))
        if len(self.open) == DEEPEST_YAML:
            self.too_deep(event.start_mark)
        if event.anchor is not None:
            self._refuse_again(event)
        self.open.append(event.anchor)
        self.builder.begin(box, self._at(event))

    def _refuse_again(self, event: Any) -> None:
        """Refuse an anchor that stands twice: its aliases would depend on where they stand."""
        if event.anchor in self.anchors or event.anchor in self.open:
            self._stop(event, f"anchor &{event.anchor} is given twice")

    def _key(self, value: Any, at: int, written: str) -> None:
        if value is not MERGE and not isinstance(value, str):
            self.builder.fault(
                at, f'keys must be strings; got {shown(written)} (for a name write "{written}")'
            )
            value = written
        self.builder.key(value, at)

    def _value(self, event: Any, at: int) -> Any:
        """Resolve a scalar: quoted ones are strings, plain ones follow the core schema.

        Tags must agree.
        """
        written: str = event.value
        kind = (event.tag or "").removeprefix(_TAG)
        # quoted, or tagged as text
        if kind in ("str", "!") or (event.tag is None and not event.implicit[0]):
            return self.builder.text(written, at)
        value = resolve(written)
        if isinstance(value, str):
            self.builder.text(value, at)
        if kind and kind not in _KINDS:
            self.builder.fault(at, _tag_problem(event.tag))
        elif kind and not _agrees(kind, value):
            self.builder.fault(at, f"tag !!{kind} must agree with the value; got {shown(written)}")
        return value

    def refuse(self, line: int, column: int, reason: str) -> NoReturn:
        """Raise what is no YAML; line and column are from 0."""
        place = placed(self.builder.name, self._position(line, column))
        raise InvalidInputError(f"{place}: is not YAML: {reason}") from None

    def too_deep(self, mark: Any) -> NoReturn:
        place = placed(self.builder.name, self._position(mark.line, mark.column))
        raise InvalidInputError(
            f"{place}: YAML must not nest deeper than {DEEPEST_YAML:,} levels; JSON may"
        ) from None

    def _at(self, event: Any) -> int:
        mark = event.start_mark
        return self._position(mark.line, mark.column)

    def _position(self, line: int, column: int) -> int:
        if self.insertions is not None:
            column = self.insertions.column(line, column)
        return position(line + 1, column + 1)

    def _stop(self, event: Any, sentence: str) -> NoReturn:
        raise InvalidInputError(f"{self.builder.at(self._at(event))}: {sentence}")


def resolve(written: str) -> Any:
    """Return what a plain scalar stands for: null, a boolean, a number or itself."""
    if _NULL.match(written):
        return None
    if _TRUE.match(written) or _FALSE.match(written):
        return written[0] in "tT"
    if _OCTAL.match(written) or _HEXADECIMAL.match(written):
        return int(written, 0)
    # longer ones are read as floats: infinite, which is refused, not slow
    if _DECIMAL.match(written) and len(written) < 400:
        return int(written)
    if _FLOAT.match(written):
        return float(written)
    if _NOT_FINITE.match(written):
        return float(written.replace(".", ""))
    return written


def _is_depth(error: Any) -> bool:
    """Say whether a parser refuses a text for its depth."""
    return "nesting depth" in str(error.problem)


def _agrees(kind: str, value: Any) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind == "bool" or not isinstance(value, bool))


def _tag_problem(tag: str) -> str:
    return f"tag {tag.replace(_TAG, '!!')} is not allowed here: files hold plain data only"

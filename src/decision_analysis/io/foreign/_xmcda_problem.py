"""`XmcdaProblem`: what files of XMCDA say of a problem, as methods take it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from decision_analysis import _checks, _labelled, _render
from decision_analysis._cited import cites
from decision_analysis._frozen import ReadOnly
from decision_analysis.core import DecisionTable
from decision_analysis.errors import MOST, InvalidInputError
from decision_analysis.mcda import Affine

Threshold: TypeAlias = float | Affine
KINDS = ("indifference", "preference", "veto")
"""Thresholds that methods of outranking take."""


@cites("decision_deck_consortium")
@dataclasses.dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class XmcdaProblem:
    """A problem of several criteria as XMCDA describes it; each part may be missing.

    Parameters
    ----------
    table : DecisionTable, optional
        Performances of the alternatives, without profiles.
    weights : mapping of str to float, optional
        Importance by criterion, as the file has it.
    thresholds : mapping of {'indifference', 'preference', 'veto'} to mapping, optional
        Numbers or `mcda.Affine` by criterion, so that methods take ``**thresholds``.
    profiles : DecisionTable, optional
        Performances of the profiles, worst first: the limits between two categories each, or, if
        there are as many as categories, one in the middle of each.
    categories : sequence of str, optional
        Names of the ordered categories, worst first.
    assignments : mapping of str to str, optional
        The category of alternatives that are sorted already.
    names : mapping of {'alternatives', 'criteria', 'categories'} to mapping, optional
        What is called otherwise than its id: the name by id.
    left_out : sequence of str
        What the files hold that is not read, each with file and line.

    Raises
    ------
    InvalidInputError
        If a part is of another kind, weights do not name the criteria of the table or are all 0, a
        threshold is unknown or no number, profiles have other criteria, or an assignment names none
        of the categories.

    Examples
    --------
    >>> import decision_analysis as da
    >>> table = da.DecisionTable([[4, 3], [3, 4]], {"rent": "min", "light": "max"}, ["a", "b"])
    >>> problem = da.io.XmcdaProblem(table=table, weights={"rent": 2, "light": 1})
    >>> problem
    XmcdaProblem: table of 2 alternatives and 2 criteria, weights
    """

    table: DecisionTable | None = None
    weights: Mapping[str, float] | None = None
    thresholds: Mapping[str, Mapping[str, Threshold]] = dataclasses.field(default_factory=dict)
    profiles: DecisionTable | None = None
    categories: Sequence[str] | None = None
    assignments: Mapping[str, str] = dataclasses.field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    left_out: Sequence[str] = ()

    def __post_init__(self) -> None:
        for part in ("table", "profiles"):
            if getattr(self, part) is not None:
                _checks.instance(f"XmcdaProblem: {part}", getattr(self, part), DecisionTable)
        if self.weights is not None:
            self._set("weights", self._weights())
        self._set("thresholds", self._thresholds())
        if self.categories is not None:
            self._set("categories", _checks.names("XmcdaProblem: categories", self.categories))
        self._set("assignments", _texts("assignments", self.assignments))
        if self.categories is not None:
            for name, category in self.assignments.items():
                place = f"XmcdaProblem: assignments: {name!r}"
                _checks.known("category", category, self.categories, place=place)
        named: Mapping[str, object] = _checks.mapping("XmcdaProblem: names", self.names, empty=True)
        for kind in named:
            _checks.one_of("XmcdaProblem: names", kind, ("alternatives", "criteria", "categories"))
        texts = {kind: _texts(f"names of {kind!r}", named[kind]) for kind in named}
        self._set("names", ReadOnly(texts))
        told = _checks.entries("XmcdaProblem: left_out", self.left_out)
        self._set("left_out", tuple(_checks.text("XmcdaProblem: left_out", text) for text in told))
        if (
            self.table is not None
            and self.profiles is not None
            and self.table.criteria != self.profiles.criteria
        ):
            raise InvalidInputError(
                "XmcdaProblem: profiles must have the criteria of the table; got"
                f" {_checks.listed(self.profiles.criterion_names)} for"
                f" {_checks.listed(self.table.criterion_names)}"
            )

    def _set(self, field: str, value: Any) -> None:
        object.__setattr__(self, field, value)

    def _weights(self) -> ReadOnly[str, float]:
        """Return weights by criterion, one for each of the table's if there is a table."""
        what, given = "XmcdaProblem: weights", self.weights
        found: Mapping[Any, Any] = (
            _labelled.entries(what, given)
            if self.table is None
            else _labelled.by_name(what, given, self.table.criterion_names)
        )
        weights = {
            _checks.label(what, name): _checks.number(f"{what}: that of {name!r}", value, low=0)
            for name, value in found.items()
        }
        if not any(weights.values()):
            raise InvalidInputError(f"{what} must not all be 0")
        return ReadOnly(weights)

    def _thresholds(self) -> ReadOnly[str, ReadOnly[str, Threshold]]:
        given: Mapping[str, object] = _checks.mapping(
            "XmcdaProblem: thresholds", self.thresholds, empty=True
        )
        found: dict[str, ReadOnly[str, Threshold]] = {}
        for kind in given:
            known = _checks.known("kind of thresholds", kind, KINDS, place="XmcdaProblem")
            what = f"XmcdaProblem: {known}"
            entries = _labelled.entries(what, given[kind])
            found[kind] = ReadOnly(
                {
                    _checks.label(what, name): value
                    if isinstance(value, Affine)
                    else _checks.number(f"{what} of {name!r}", value, low=0)
                    for name, value in entries.items()
                }
            )
        return ReadOnly(found)

    def __repr__(self) -> str:
        parts = []
        if self.table is not None:
            rows, columns = self.table.values.shape[-2:]
            parts.append(f"table of {rows} alternatives and {columns} criteria")
        if self.weights is not None:
            parts.append("weights")
        if self.thresholds:
            parts.append(f"thresholds ({', '.join(self.thresholds)})")
        if self.profiles is not None:
            parts.append(f"{len(self.profiles.alternatives)} profiles")
        if self.categories is not None:
            parts.append(f"{len(self.categories)} categories")
        if self.assignments:
            parts.append(f"{len(self.assignments)} assigned")
        lines = [f"XmcdaProblem: {', '.join(parts) or 'nothing'}"]
        lines += [_render.one_line(f"    left out: {text}") for text in self.left_out[:MOST]]
        if (others := len(self.left_out) - MOST) > 0:
            lines.append(f"    left out: ... and {others:,} others")
        return "\n".join(lines)


def _texts(what: str, given: object) -> ReadOnly[str, str]:
    """Return words by name."""
    what = f"XmcdaProblem: {what}"
    found = _labelled.entries(what, given, empty=True)
    return ReadOnly(
        {
            _checks.label(what, name): _checks.label(f"{what} of {name!r}", value)
            for name, value in found.items()
        }
    )

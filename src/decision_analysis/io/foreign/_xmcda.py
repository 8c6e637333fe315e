"""Files of XMCDA 2, 3 and 4 that together describe one problem of several criteria."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from decision_analysis import _checks, _labelled
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import MOST
from decision_analysis.io.foreign._read_xml import Element
from decision_analysis.io.foreign._xmcda_assignments import assignments, check_assigned
from decision_analysis.io.foreign._xmcda_categories import XmcdaCategories
from decision_analysis.io.foreign._xmcda_criteria import XmcdaCriteria, called
from decision_analysis.io.foreign._xmcda_files import XmcdaFiles, words_of
from decision_analysis.io.foreign._xmcda_problem import XmcdaProblem
from decision_analysis.io.foreign._xmcda_weights import thresholds, weights


def load_xmcda(
    files: Sequence[Path], goals: object = None, roots: Sequence[Element] = ()
) -> XmcdaProblem:
    """Return the problem that files describe together.

    `goals` are those of criteria of which no file says one; `roots` are what the files hold, if
    they are read already.
    """
    given = _goals(goals)
    found = XmcdaFiles(files, roots)
    return _Reader(found, given).read()


def _goals(goals: object) -> dict[str, str]:
    if goals is None:
        return {}
    given = _labelled.entries("goals", goals, empty=True)
    return {
        _checks.label("goals", name): _checks.one_of(f"goal of {name!r}", goal, ("max", "min"))
        for name, goal in given.items()
    }


class _Reader:
    """Puts the parts of a problem together."""

    def __init__(self, files: XmcdaFiles, goals: Mapping[str, str]) -> None:
        self.files = files
        self.goals = goals
        self.criteria = XmcdaCriteria(files)
        self.categories = XmcdaCategories(files)
        sections = files.take("alternatives")
        self.alternatives = files.defined(sections, "alternative")
        self.defines = bool(sections)
        fictive = [section for section in sections if "fictive" in words_of(section)]
        self.fictive = {part.attributes.get("id") for section in fictive for part in section.below}
        # alternatives that are neither profiles nor to be judged
        self.passed: set[str] = set()
        for name, element in self.alternatives.items():
            self._alternative(name, element)
        # performances by alternative and criterion, and where each alternative has its first
        self.cells: dict[str, dict[str, float]] = {}
        self.rows: dict[str, Element] = {}

    def _alternative(self, name: str, element: Element) -> None:
        files = self.files
        for part in element.below:
            if part.tag not in ("description", "active", "type"):
                files.leave_out(part)
        kinds = [part.text.lower() for part in element.all("type")]
        if any(kind not in ("real", "fictive") for kind in kinds):
            files.note(element, f"alternative {name!r}: type must be real or fictive")
        if name in self.categories.profiles:
            if not files.is_active(element):
                files.note(element, f"profile {name!r}: must be active")
            return
        if not files.is_active(element):
            files.leave_out(element, f"alternative {name!r}, which is not active")
            self.passed.add(name)
        elif "fictive" in kinds or name in self.fictive:
            files.leave_out(element, f"alternative {name!r}, which is fictive and no profile")
            self.passed.add(name)

    def read(self) -> XmcdaProblem:
        """Return the problem, or raise all faults."""
        files = self.files
        given = self._performances()
        importances, limits = weights(self.criteria), thresholds(self.criteria)
        assigned = assignments(self.categories)
        columns = self._columns(importances)
        if unknown := [name for name in self.goals if name not in set(columns)]:
            raise InvalidInputError(
                f"goals must name criteria of the files; unknown {_checks.listed(unknown)}"
            )
        self._complete_weights(importances, columns if given or self.criteria.named else ())
        profiles = list(self.categories.profiles)
        others = [name for name in self._names() if name not in self.categories.profiles]
        # performances of none of them are no fault, those of some are
        judged, limiting = (
            names if any(name in self.rows for name in names) else []
            for names in (others, profiles)
        )
        if (judged or limiting) and not columns:
            raise files.refuse(next(iter(self.rows.values())), "must have an active criterion")
        criteria = self.criteria.of(columns, self.goals) if judged or limiting else []
        self._check_complete([*judged, *limiting], columns)
        # what follows needs whole tables
        files.check()
        table = self._table(judged, criteria)
        limit = self._table(limiting, criteria)
        categories, order = self.categories.ordered(limit)
        if self.categories.profiles and limit is None:
            for name, profile in self.categories.profiles.items():
                files.leave_out(profile.element, f"profile {name!r}, which has no performances")
        elif limit is not None:
            limit = limit.select(alternatives=order) if order else None
        files.leave_the_rest()
        check_assigned(self.categories, assigned, categories)
        files.check()
        names = {
            "alternatives": called(self.alternatives),
            "criteria": self.criteria.names(),
            "categories": self.categories.names(),
        }
        return XmcdaProblem(
            table=table,
            weights=importances,
            thresholds=limits,
            profiles=limit,
            categories=categories,
            assignments={name: category for name, (category, _) in assigned.items()},
            names={kind: words for kind, words in names.items() if words},
            left_out=files.told_left_out(),
        )

    def _performances(self) -> bool:
        """Read the cells of all tables, which may hold other alternatives or criteria each."""
        files = self.files
        sections = files.take("performanceTable")
        for section in sections:
            for row in section.below:
                if row.tag != "alternativePerformances":
                    if row.tag != "description":
                        files.leave_out(row)
                    continue
                name = files.one_id(row, "alternativeID")
                if name is None or name in self.passed:
                    continue
                if self.defines and not self._is_known(name):
                    files.note(row, f"alternative {name!r} must be defined in <alternatives>")
                    continue
                self.rows.setdefault(name, row)
                cells = self.cells.setdefault(name, {})
                for cell in row.all("performance"):
                    self._cell(name, cell, cells)
        return bool(sections)

    def _is_known(self, name: str) -> bool:
        return name in self.alternatives or name in self.categories.profiles

    def _cell(self, name: str, cell: Element, cells: dict[str, float]) -> None:
        criterion = self.files.one_id(cell, "criterionID")
        if criterion is None or not self.criteria.knows(criterion, cell):
            return
        place = f"performance of {name!r} on {criterion!r}"
        if criterion in cells:
            self.files.note(cell, f"{place}: must be given once")
            return
        value = self.files.one_value(cell, place)
        cells[criterion] = self.criteria.performance(criterion, value, cell, place)

    def _names(self) -> list[str]:
        """Return the alternatives of the table, in the order of their definitions."""
        known = self.alternatives if self.defines else self.rows
        return [name for name in known if name not in self.passed]

    def _columns(self, importances: Mapping[str, float] | None) -> list[str]:
        """Return the criteria in the order of their definitions, else of their first use."""
        if self.criteria.named is not None:
            return [name for name in self.criteria.named if name not in self.criteria.inactive]
        used = dict.fromkeys(name for cells in self.cells.values() for name in cells)
        return list(used or importances or ())

    def _complete_weights(
        self, importances: Mapping[str, float] | None, columns: Collection[str]
    ) -> None:
        if importances is None:
            return
        missing = [name for name in columns if name not in importances]
        known = set(columns)
        unknown = [name for name in importances if known and name not in known]
        if missing or unknown:
            parts = [f"missing {_checks.listed(missing)}"] * bool(missing)
            parts += [f"unknown {_checks.listed(unknown)}"] * bool(unknown)
            self.files.note(
                Element("", {}, 1, file=self.files.first),
                f"weights must name each criterion once; {', '.join(parts)}",
            )

    def _check_complete(self, names: Sequence[str], columns: Collection[str]) -> None:
        """Note performances that are missing; cells are on the columns alone."""
        for name in names:
            cells = self.cells.get(name, {})
            if len(cells) == len(columns):
                continue
            element = self.rows.get(name) or self.alternatives.get(name)
            # of the faults only the first are told
            missing = (
                [column for column in columns if column not in cells]
                if self.files.faults.count < MOST
                else []
            )
            self.files.note(
                element or self.categories.profiles[name].element,
                f"alternative {name!r}: must have a performance on each criterion; missing"
                f" {_checks.listed(missing)}",
            )

    def _table(self, names: Sequence[str], criteria: Sequence[Criterion]) -> DecisionTable | None:
        if not names:
            return None
        columns = [criterion.name for criterion in criteria]
        rows = [[self.cells[name][column] for column in columns] for name in names]
        return DecisionTable(rows, criteria, names)

"""Assignments of XMCDA: which alternatives are in which category already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from decision_analysis.io.foreign._read_xml import Element
from decision_analysis.io.foreign._xmcda_categories import XmcdaCategories

Assigned = Mapping[str, tuple[str, Element]]
"""The category of alternatives, and where it is said."""


def assignments(categories: XmcdaCategories) -> Assigned:
    """Return the category of each alternative that is in one alone."""
    files = categories.files
    found: dict[str, tuple[str, Element]] = {}
    for section in files.take("alternativesAssignments", "alternativesAffectations"):
        for element in section.below:
            if element.tag not in ("alternativeAssignment", "alternativeAffectation"):
                if element.tag != "description":
                    files.leave_out(element)
                continue
            ends = _ends(element)
            if not any(element.all("alternativeID")) or len(ends) != 1 or "" in ends:
                files.leave_out(element, f"<{element.tag}> to more or less than one category")
                continue
            name = files.one_id(element, "alternativeID")
            category = categories.known(ends.pop(), element)
            if name is not None and name in found:
                files.note(element, f"alternative {name!r}: must be assigned once")
            elif name is not None:
                found[name] = (category, element)
    return found


def check_assigned(
    categories: XmcdaCategories, assigned: Assigned, ordered: Sequence[str] | None
) -> None:
    """Note assignments to categories that are none of those in order."""
    known = None if ordered is None else set(ordered)
    for category, element in assigned.values():
        if known is not None and category not in known and category not in categories.defined:
            categories.files.note(
                element, f"category {category!r} must be one of those of the profiles"
            )


def _ends(element: Element) -> set[str]:
    """Return the categories that an assignment names, if both ends of an interval are named."""
    found = {part.text for part in element.all("categoryID")}
    for interval in element.all("categoriesInterval"):
        for end in ("lowerBound", "upperBound"):
            inside = [part.text for bound in interval.all(end) for part in bound.all("categoryID")]
            # an open end is any category
            found.update(inside or ["", "any"])
    return found if "categoriesSetID" not in {part.tag for part in element.below} else set()

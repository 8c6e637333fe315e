"""Ordered categories of XMCDA, and the profiles that part or represent them.

A rank alone does not say which category is the best: programs disagree on whether that is the
first or the last. The limits between categories say it, and so do profiles of which each is at
least as good as the one before.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis.core import DecisionTable
from decision_analysis.io.foreign._read_xml import Element
from decision_analysis.io.foreign._xmcda_criteria import called
from decision_analysis.io.foreign._xmcda_files import XmcdaFiles, words_of


@dataclasses.dataclass(slots=True, eq=False)
class Profile:
    """A profile: the category below it and that above it, or the one that it represents."""

    element: Element
    below: str = ""
    above: str = ""
    central: str = ""


class XmcdaCategories:
    """The categories of files and their profiles, by id."""

    def __init__(self, files: XmcdaFiles) -> None:
        self.files = files
        self.sections = files.take("categories")
        self.defined = files.defined(self.sections, "category")
        for name, element in list(self.defined.items()):
            for part in element.below:
                if part.tag not in ("description", "active", "rank"):
                    files.leave_out(part)
            if not files.is_active(element):
                files.leave_out(element, f"category {name!r}, which is not active")
                del self.defined[name]
        self._ranks = self._read_ranks()
        self.profiles: dict[str, Profile] = {}
        self._profile_sections = files.take("categoriesProfiles")
        for section in self._profile_sections:
            for element in section.all("categoryProfile"):
                self._profile(element)

    def names(self) -> dict[str, str]:
        """Return what categories are called otherwise than by their ids."""
        return called(self.defined)

    def known(self, name: str | None, element: Element) -> str:
        """Return the id of a category; one that no file defines is noted."""
        if name and self.sections and name not in self.defined:
            self.files.note(element, f"category {name!r} must be an active one of <categories>")
        return name or ""

    def _read_ranks(self) -> dict[str, float]:
        """Return ranks by category: of XMCDA 2 within the category, else values of that concept."""
        files = self.files
        ranks: dict[str, float] = {}
        used: set[float] = set()
        given = [
            (name, part) for name, element in self.defined.items() for part in element.all("rank")
        ]
        for section in files.take("categoriesValues"):
            if not any("rank" in word for word in words_of(section)):
                files.leave_out(section)
                continue
            for value in section.all("categoryValue"):
                name = self.known(files.one_id(value, "categoryID"), value)
                given += [(name, part) for values in value.all("values") for part in values.below]
                given += [(name, part) for part in value.all("value")]
        for name, part in given:
            found = files.rank(part, f"rank of category {name!r}")
            if name in ranks or found in used:
                files.note(part, f"rank of category {name!r}: must be one, and of its own")
            elif found is not None:
                ranks[name] = found
                used.add(found)
        return ranks

    # --- profiles

    def _profile(self, element: Element) -> None:
        """Take a profile: XMCDA 2 names its categories, 3 and 4 the profiles of a category."""
        if any(element.all("categoryID")):
            category = self.known(self.files.one_id(element, "categoryID"), element)
            for part in element.below:
                if part.tag == "central":
                    for inner in part.all("alternativeID"):
                        self._bound(inner, inner.text, "central", category)
                elif part.tag == "bounding":
                    for side, end in (("above", "lowerBound"), ("below", "upperBound")):
                        for bound in part.all(end):
                            named = self.files.one_id(bound, "alternativeID")
                            self._bound(bound, named, side, category)
            return
        name = self.files.one_id(element, "alternativeID")
        for part in element.below:
            if part.tag == "central":
                category = self.known(self.files.one_id(part, "categoryID"), part)
                self._bound(part, name, "central", category)
            elif part.tag == "limits":
                for side, end in (("below", "lowerCategory"), ("above", "upperCategory")):
                    for bound in part.all(end):
                        category = self.known(self.files.one_id(bound, "categoryID"), bound)
                        self._bound(bound, name, side, category)

    def _bound(self, element: Element, name: str | None, side: str, category: str) -> None:
        if not name or not category:
            return
        profile = self.profiles.setdefault(name, Profile(element))
        before = getattr(profile, side)
        if before and before != category:
            self.files.note(
                element,
                f"profile {name!r}: must have one category {side} it; got {before!r} and"
                f" {category!r}",
            )
        setattr(profile, side, category)

    # --- order

    def ordered(self, table: DecisionTable | None) -> tuple[list[str] | None, list[str]]:
        """Return categories and profiles, worst first; None and none where nothing says it.

        `table` holds the performances of the profiles, in any order, if there are any.
        """
        files = self.files
        central = [name for name, profile in self.profiles.items() if profile.central]
        if central and len(central) < len(self.profiles):
            files.note(
                self._profile_sections[0], "profiles must all be central, or all between categories"
            )
            return None, []
        if central:
            categories, profiles = self._by_performance(central, table)
        elif self.profiles:
            categories, profiles = self._by_limits()
        else:
            categories, profiles = None, []
        if categories is not None:
            self._check_ranks(categories)
        if table is not None and profiles and not central:
            self._check_order(table, profiles)
        if categories is None:
            for section in self.sections:
                files.leave_out(
                    section, "<categories>: no profiles say which of them is better than which"
                )
        return categories, profiles

    def _by_limits(self) -> tuple[list[str] | None, list[str]]:
        """Go up from the category that no profile has above it."""
        files = self.files
        inner: dict[str, tuple[str, str]] = {}
        for name, profile in self.profiles.items():
            if not profile.below or not profile.above:
                files.leave_out(profile.element, f"profile {name!r}, which parts no two categories")
            elif profile.below in inner:
                files.note(
                    profile.element,
                    f"category {profile.below!r}: must have one profile above it; got"
                    f" {inner[profile.below][0]!r} and {name!r}",
                )
            else:
                inner[profile.below] = (name, profile.above)
        # those of the profiles where no file defines any
        known = list(self.defined) or list(
            dict.fromkeys(
                category
                for profile in self.profiles.values()
                for category in (profile.below, profile.above)
                if category
            )
        )
        uppers = {above for _, above in inner.values()}
        starts = [category for category in known if category not in uppers]
        categories, profiles = starts[:1], []
        while categories and categories[-1] in inner and len(categories) <= len(known):
            name, above = inner[categories[-1]]
            profiles.append(name)
            categories.append(above)
        if len(starts) != 1 or sorted(categories) != sorted(known):
            files.note(
                self._profile_sections[0],
                f"profiles must part all categories in one row; got {len(inner)} between"
                f" {len(known)} categories",
            )
            return None, []
        return categories, profiles

    def _by_performance(
        self, central: Sequence[str], table: DecisionTable | None
    ) -> tuple[list[str] | None, list[str]]:
        """Order central profiles so that each dominates the one before."""
        files = self.files
        homes = [self.profiles[name].central for name in central]
        if len(set(homes)) < len(homes) or (self.defined and set(homes) != set(self.defined)):
            files.note(
                self._profile_sections[0], "each category must have one central profile of its own"
            )
            return None, []
        if table is None:
            return None, []
        better = _toward_more(table)
        rows = dict(zip(table.alternatives, better, strict=True))
        # what is at least as good on each criterion also comes later by the first that differs
        order = sorted(central, key=lambda name: tuple(rows[name]))
        for lower, upper in itertools.pairwise(order):
            if not (rows[upper] >= rows[lower]).all() or not (rows[upper] > rows[lower]).any():
                files.leave_out(
                    self._profile_sections[0],
                    f"<categoriesProfiles>: neither of {lower!r} and {upper!r} dominates",
                )
                return None, []
        return [self.profiles[name].central for name in order], order

    def _check_ranks(self, categories: Sequence[str]) -> None:
        """Note ranks that neither rise nor fall along the order of the profiles."""
        if not self._ranks:
            return
        place = (self.sections or self._profile_sections)[0]
        if missing := [name for name in categories if name not in self._ranks]:
            self.files.note(place, f"categories must all have a rank; missing {listed(missing)}")
            return
        steps = np.diff([self._ranks[name] for name in categories])
        if not ((steps > 0).all() or (steps < 0).all()):
            turn = int(np.flatnonzero(np.sign(steps) != np.sign(steps[0]))[0])
            shown = ", ".join(
                f"{name!r} {self._ranks[name]:g}" for name in categories[turn - 1 : turn + 2]
            )
            self.files.note(
                place,
                "ranks of categories must rise or fall along the order of their profiles; got"
                f" {shown}",
            )

    def _check_order(self, table: DecisionTable, profiles: Sequence[str]) -> None:
        rows = dict(zip(table.alternatives, _toward_more(table), strict=True))
        for lower, upper in itertools.pairwise(profiles):
            worse = np.flatnonzero(rows[upper] < rows[lower])
            if worse.size:
                name = table.criterion_names[worse[0]]
                self.files.note(
                    self.profiles[upper].element,
                    f"profile {upper!r}: stands above {lower!r} and must not be worse on {name!r}",
                )


def _toward_more(table: DecisionTable) -> FloatArray:
    """Return performances so that more is better on each criterion."""
    better: FloatArray = np.where(table.maximize, table.values, -table.values)
    return better

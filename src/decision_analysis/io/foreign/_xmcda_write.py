"""`xmcda_bytes`: a table, or a problem with weights and thresholds, as XMCDA 3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from decision_analysis import _checks
from decision_analysis._limits import LONGEST_TEXT
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.foreign._xmcda_problem import Threshold, XmcdaProblem
from decision_analysis.mcda import Affine

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.decision-deck.org/2019/XMCDA-3.1.1"
_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@leads_out
def xmcda_bytes(obj: object) -> bytes:
    """Return the content of a file; what the format cannot express is refused."""
    if not isinstance(obj, DecisionTable | XmcdaProblem):
        raise InvalidInputError(
            f"obj must be a DecisionTable or an XmcdaProblem for XMCDA; got {type(obj).__name__}"
        )
    problem = XmcdaProblem(table=obj) if isinstance(obj, DecisionTable) else obj
    if problems := list(_problems(problem)):
        raise InvalidModelError(problems, where="XMCDA")
    lines = [
        _HEAD,
        f'<xmcda:XMCDA xmlns:xmcda="{_NAMESPACE}">',
        *_sections(problem),
        "</xmcda:XMCDA>",
    ]
    content = ("\n".join(lines) + "\n").encode("utf-8")
    if len(content) > LONGEST_TEXT:
        raise InvalidInputError(
            f"XMCDA that `load` reads must not have more than {LONGEST_TEXT:,} bytes; got"
            f" {len(content):,}"
        )
    return content


def _problems(problem: XmcdaProblem) -> Iterator[str]:
    """Yield what the format cannot express."""
    tables = [table for table in (problem.table, problem.profiles) if table is not None]
    for table in tables:
        if table.sample_shape:
            yield f"samples cannot be expressed; got {table.sample_shape}"
    for criterion in _criteria(problem):
        if criterion.unit:
            yield f"criterion {criterion.name!r}: unit {shown(criterion.unit)} cannot be expressed"
    names = [name for table in tables for name in table.alternatives]
    if twice := _checks.repeats(names):
        yield f"alternatives and profiles must have different names; got {_checks.listed(twice)}"
    categories, profiles = problem.categories, problem.profiles
    if categories is not None:
        count = 0 if profiles is None else len(profiles.alternatives)
        if count not in (len(categories), len(categories) - 1) or not count:
            yield (
                f"the order of {len(categories)} categories must be said by as many profiles, or"
                f" one less; got {count}"
            )
    elif profiles is not None:
        yield "profiles must be those of categories; got no categories"
    words = [*names, *(criterion.name for criterion in _criteria(problem)), *(categories or ())]
    words += [*(problem.weights or ()), *problem.assignments, *problem.assignments.values()]
    words += [name for by_criterion in problem.thresholds.values() for name in by_criterion]
    called = [word for by_id in problem.names.values() for word in by_id.values()]
    called += [criterion.description for criterion in _criteria(problem)]
    for word in dict.fromkeys([*words, *called]):
        if _NO_XML.search(word) or word != word.strip():
            yield f"{shown(word)} cannot be expressed: spaces at an end, or no character of XML"


def _criteria(problem: XmcdaProblem) -> tuple[Criterion, ...]:
    table = problem.table if problem.table is not None else problem.profiles
    return () if table is None else table.criteria


def _sections(problem: XmcdaProblem) -> Iterator[str]:
    tables = [table for table in (problem.table, problem.profiles) if table is not None]
    if tables:
        yield from _alternatives(problem)
        yield from _all_criteria(problem)
        yield "  <performanceTable>"
        for table in tables:
            yield from _rows(table)
        yield "  </performanceTable>"
    if problem.weights is not None:
        yield '  <criteriaValues mcdaConcept="weights">'
        for name, weight in problem.weights.items():
            yield f"    <criterionValue>{_id('criterion', name)}{_value(weight)}</criterionValue>"
        yield "  </criteriaValues>"
    if problem.thresholds:
        yield from _thresholds(problem.thresholds)
    if problem.categories is not None:
        yield from _categories(problem)
    if problem.assignments:
        yield "  <alternativesAssignments>"
        for name, category in problem.assignments.items():
            ids = _id("alternative", name) + _id("category", category)
            yield f"    <alternativeAssignment>{ids}</alternativeAssignment>"
        yield "  </alternativesAssignments>"


def _alternatives(problem: XmcdaProblem) -> Iterator[str]:
    called = problem.names.get("alternatives", {})
    yield "  <alternatives>"
    for table, kind in ((problem.table, "real"), (problem.profiles, "fictive")):
        for name in () if table is None else table.alternatives:
            head = _defined("alternative", name, called.get(name, ""))
            yield f"    {head}<type>{kind}</type><active>true</active></alternative>"
    yield "  </alternatives>"


def _all_criteria(problem: XmcdaProblem) -> Iterator[str]:
    called = problem.names.get("criteria", {})
    yield "  <criteria>"
    for criterion in _criteria(problem):
        word = criterion.description or called.get(criterion.name, "")
        yield f"    {_defined('criterion', criterion.name, word)}<active>true</active></criterion>"
    yield "  </criteria>"
    yield "  <criteriaScales>"
    for criterion in _criteria(problem):
        goal = f"<preferenceDirection>{criterion.goal}</preferenceDirection>"
        scale = f"<scales><scale><quantitative>{goal}</quantitative></scale></scales>"
        yield f"    <criterionScale>{_id('criterion', criterion.name)}{scale}</criterionScale>"
    yield "  </criteriaScales>"


def _rows(table: DecisionTable) -> Iterator[str]:
    for name, cells in zip(table.alternatives, table.values.tolist(), strict=True):
        yield f"    <alternativePerformances>{_id('alternative', name)}"
        for criterion, cell in zip(table.criterion_names, cells, strict=True):
            inside = _id("criterion", criterion) + _value(cell)
            yield f"      <performance>{inside}</performance>"
        yield "    </alternativePerformances>"


def _thresholds(thresholds: Mapping[str, Mapping[str, Threshold]]) -> Iterator[str]:
    yield "  <criteriaThresholds>"
    criteria = dict.fromkeys(name for by_criterion in thresholds.values() for name in by_criterion)
    for name in criteria:
        yield f"    <criterionThreshold>{_id('criterion', name)}<thresholds>"
        for kind, by_criterion in thresholds.items():
            if name in by_criterion:
                inside = _threshold(by_criterion[name])
                yield f'      <threshold mcdaConcept="{kind}">{inside}</threshold>'
        yield "    </thresholds></criterionThreshold>"
    yield "  </criteriaThresholds>"


def _threshold(threshold: Threshold) -> str:
    if not isinstance(threshold, Affine):
        return f"<constant>{_real(threshold)}</constant>"
    slope, intercept = _real(threshold.slope), _real(threshold.intercept)
    ends = f"<slope>{slope}</slope><intercept>{intercept}</intercept>"
    return f"<affine><type>direct</type>{ends}</affine>"


def _categories(problem: XmcdaProblem) -> Iterator[str]:
    """Write categories and the profiles that say their order."""
    categories, called = problem.categories or (), problem.names.get("categories", {})
    profiles = () if problem.profiles is None else problem.profiles.alternatives
    yield "  <categories>"
    for name in categories:
        yield f"    {_defined('category', name, called.get(name, ''))}</category>"
    yield "  </categories>"
    yield "  <categoriesProfiles>"
    for i, name in enumerate(categories):
        if len(profiles) == len(categories):
            bounds = f"<central>{_id('alternative', profiles[i])}</central>"
        else:
            sides = [("lowerBound", i - 1), ("upperBound", i)]
            inside = [
                f"<{side}>{_id('alternative', profiles[at])}</{side}>"
                for side, at in sides
                if 0 <= at < len(profiles)
            ]
            bounds = f"<bounding>{''.join(inside)}</bounding>"
        yield f"    <categoryProfile>{_id('category', name)}{bounds}</categoryProfile>"
    yield "  </categoriesProfiles>"


def _defined(tag: str, name: str, called: str) -> str:
    """Open the definition of something."""
    more = f" name={quoteattr(called)}" if called else ""
    return f"<{tag} id={quoteattr(name)}{more}>"


def _id(kind: str, name: str) -> str:
    return f"<{kind}ID>{escape(name)}</{kind}ID>"


def _value(number: float) -> str:
    return f"<values><value>{_real(number)}</value></values>"


def _real(number: float) -> str:
    return f"<real>{float(number)!r}</real>"

"""Weights and thresholds of XMCDA, by criterion."""

from __future__ import annotations

from decision_analysis._shown import shown
from decision_analysis.io.foreign._read_xml import Element
from decision_analysis.io.foreign._xmcda_criteria import XmcdaCriteria
from decision_analysis.io.foreign._xmcda_files import XmcdaFiles, words_of
from decision_analysis.io.foreign._xmcda_problem import KINDS, Threshold
from decision_analysis.mcda import Affine

_WEIGHTS = (
    *("weight", "weights", "criteriaweights", "criterionweight"),
    *("importance", "importances", "significance", "criteriasignificance", "criteriaimportance"),
)
_CALLED = {
    **dict.fromkeys(("indifference", "indifferencethreshold", "ind"), "indifference"),
    **dict.fromkeys(("preference", "preferencethreshold", "pref"), "preference"),
    **dict.fromkeys(("veto", "vetothreshold"), "veto"),
}
"""What thresholds are called, in letters of lower case."""


def weights(criteria: XmcdaCriteria) -> dict[str, float] | None:
    """Return importances by criterion; values that are something else are left out."""
    files = criteria.files
    # a list of values, and each with the id of its criterion where it stands within one
    blocks: list[tuple[Element, list[tuple[str | None, Element]]]] = [
        (section, [(None, value) for value in section.all("criterionValue")])
        for section in files.take("criteriaValues")
    ]
    # XMCDA 2: within the criteria
    inside = [
        (name, value)
        for name, element in (criteria.named or {}).items()
        for value in element.all("criterionValue")
    ]
    if inside:
        blocks.append((inside[0][1], list(inside)))
    said = [block for block in blocks if set(words_of(block[0])) & set(_WEIGHTS)]
    # a list alone that says nothing of itself holds weights
    if not said and len(blocks) == 1 and not blocks[0][0].attributes.get("mcdaConcept"):
        said = blocks
    kept = {id(section) for section, _ in said}
    for section, _ in blocks:
        if id(section) not in kept:
            files.leave_out(section)
    if len(said) > 1:
        places = " and ".join(section.where for section, _ in said)
        files.note(said[0][0], f"weights must be given once; got them at {places}")
    return _by_criterion(criteria, *said[0]) if len(said) == 1 else None


def _by_criterion(
    criteria: XmcdaCriteria, section: Element, values: list[tuple[str | None, Element]]
) -> dict[str, float] | None:
    files = criteria.files
    if not all(name or any(value.all("criterionID")) for name, value in values):
        files.leave_out(section, f"<{section.tag}> of sets of criteria")
        return None
    found: dict[str, float] = {}
    for known, value in values:
        name = known or files.one_id(value, "criterionID")
        if name is None or not criteria.knows(name, value):
            continue
        place = f"weight of {name!r}"
        number = files.one_value(value, place)
        if name in found:
            files.note(value, f"{place}: must be given once")
        elif isinstance(number, str) or (number is not None and number < 0):
            files.note(value, f"{place}: must be a number from 0 on; got {shown(number)}")
        elif number is not None:
            found[name] = number
    if found and not any(found.values()):
        files.note(section, "weights must not all be 0")
    return found


def thresholds(criteria: XmcdaCriteria) -> dict[str, dict[str, Threshold]]:
    """Return thresholds by kind and criterion; other kinds are left out."""
    files = criteria.files
    # XMCDA 2: within the criteria; 3 and 4: in a section of their own
    holders = [
        (name, part)
        for name, element in (criteria.named or {}).items()
        if name not in criteria.inactive
        for part in element.all("thresholds")
    ]
    for section in files.take("criteriaThresholds"):
        for holder in section.below:
            if holder.tag in ("criterionThreshold", "criterionThresholds"):
                named = files.one_id(holder, "criterionID")
                if named is not None and criteria.knows(named, holder):
                    holders += [(named, part) for part in holder.all("thresholds")]
    found: dict[str, dict[str, Threshold]] = {kind: {} for kind in KINDS}
    for name, holder in holders:
        for element in holder.all("threshold"):
            kind = next((_CALLED[word] for word in words_of(element) if word in _CALLED), None)
            if kind is None:
                files.leave_out(element)
                continue
            place = f"{kind} of {name!r}"
            if name in found[kind]:
                files.note(element, f"{place}: must be given once")
            elif (threshold := _threshold(files, element, place)) is not None:
                found[kind][name] = threshold
    return {kind: by_criterion for kind, by_criterion in found.items() if by_criterion}


def _threshold(files: XmcdaFiles, element: Element, place: str) -> Threshold | None:
    """Return a constant, or a line in the worse of two performances."""
    parts = [part for part in element.below if part.tag != "description"]
    if len(parts) == 1 and parts[0].tag == "constant":
        return files.number(parts[0], place)
    if len(parts) != 1 or parts[0].tag not in ("linear", "affine"):
        got = ", ".join(f"<{part.tag[:40]}>" for part in parts) or "nothing"
        files.note(element, f"{place}: must be <constant>, <linear> or <affine>; got {got}")
        return None
    [line] = parts
    ends: list[float] = []
    for tag in ("slope", "intercept"):
        inside = list(line.all(tag))
        if len(inside) != 1:
            files.note(line, f"{place}: must have one <{tag}>; got {len(inside) or 'none'}")
            return None
        number = files.number(inside[0], f"{tag} of {place}")
        if number is None:
            return None
        ends.append(number)
    types = [part.text.lower() for part in line.all("type")]
    # direct: of the worse performance; with slope 0 it does not matter
    if ends[0] and types not in ([], ["direct"]):
        files.note(
            line,
            f"{place}: a threshold of the better performance cannot be expressed; got type"
            f" {shown(' '.join(types))}",
        )
        return None
    return Affine(*ends) if ends[0] else ends[1]

"""`diff`: what moved between two studies, and what moved it."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._equal import equal
from decision_analysis._named import named
from decision_analysis.core import Criterion, Parameter
from decision_analysis.errors import DecisionAnalysisError, InvalidInputError
from decision_analysis.sensitivity import ExplainChangeResult
from decision_analysis.study.comparing import (
    Change,
    Ground,
    StudyDiff,
    diff_of_tables,
    diff_of_trees,
)
from decision_analysis.study.model import Study, replay

_COMPARED = (
    *("criteria", "ranges", "alternatives", "judgements", "parameters", "predictions", "derived"),
    *("stakeholders", "decides", "tree_data", "unit", "goal", "evidence"),
)
_NO_INPUT = ("title", "notice", "source", "statements", "notes", "fingerprint", "anchored")


@cites("shapley_1953")
@named
def diff(before: Study, after: Study) -> StudyDiff:
    """Explain what moved between two studies: who is best, by how much, and which changes did it.

    Parameters
    ----------
    before, after : Study
        The two, such as yesterday's and today's. What both have is compared: alternatives on common
        criteria, by the weights of the one who decides in each, and trees of one structure.

    Returns
    -------
    StudyDiff
        With `.text`, `.changes`, `.table` and `.tree`.

    Raises
    ------
    InvalidInputError
        If an argument is no `Study`, or the two have nothing in common that can be compared.

    See Also
    --------
    decision_analysis.sensitivity.explain_change : Shares of changes in a model of one's own.

    Notes
    -----
    A share is Shapley's value: what a change adds to the lead, averaged over all orders of making
    the changes. These are judged numbers, all weights together, scales (more than 3 together),
    and in trees also definitions of derived and predicted numbers and what is written in the tree
    itself. Up to 12 changes shares are exact, up to 40 they come from 256 random orders and their
    reverses; more changes, or 12 and more in large tables and trees, are grouped by alternative, by
    criterion or by part of the study. Limits of the one who decides count in who is best, and not
    in leads. Numbers are those that the files judge; `Study.revised` counts their logs of evidence.

    Examples
    --------
    >>> import dataclasses
    >>> from decision_analysis import Parameters, study
    >>> old = study.load("examples/atacms/study.yaml")
    >>> name = "staged: prudence"
    >>> cells = dict(old.judgements)
    >>> cells[name] = dataclasses.replace(cells[name], base=cells[name].high)
    >>> new = dataclasses.replace(old, judgements=Parameters(cells))
    >>> [label for label, _, _ in study.diff(old, new).changes]
    ['staged: prudence']
    """
    for what, given in (("before", before), ("after", after)):
        _checks.instance(what, given, Study)
    notes: list[str] = []
    ground = Ground(before, after, _common_criteria(before, after, notes))
    reasons: list[str] = []
    changes: dict[str, Change] = {}
    table, out = _tables(ground, notes, reasons, changes)
    tree = _trees(ground, reasons, changes)
    same = before.equals(after)
    if table is None and tree is None and not same:
        raise InvalidInputError(
            "before and after must have something in common that can be compared; "
            + "; ".join(reasons or ["both have neither a table nor a tree"])
        )
    notes += [f"Left out: {reason}." for reason in reasons]
    notes += _other_differences(ground)
    return StudyDiff(
        method="diff",
        references=cited("shapley_1953"),
        titles=(before.title, after.title),
        same=same,
        changes=tuple((c.label, c.before, c.after) for c in changes.values()),
        notes=() if same else tuple(notes),
        table=table,
        ruled_out=out,
        tree=tree,
        unit=before.unit if before.plain_tree else "points",
    )


def _common_criteria(before: Study, after: Study, notes: list[str]) -> tuple[Criterion, ...]:
    later = {c.name: c for c in after.criteria}
    found = []
    for criterion in before.criteria:
        other = later.get(criterion.name)
        if other is not None and other.goal != criterion.goal:
            notes.append(
                f"Left out: {criterion.name} is to be {criterion.goal} before and {other.goal}"
                " after."
            )
        elif other is not None:
            found.append(criterion)
    own = [c.name for c in before.criteria]
    if before.criteria and after.criteria:
        notes += _only("criteria", own, list(later))
    return tuple(found)


def _only(what: str, first: list[str], second: list[str]) -> list[str]:
    """Say what only one of the two has."""
    found = []
    for when, mine, other in (("before", first, second), ("after", second, first)):
        if lost := [name for name in mine if name not in other]:
            found.append(f"Left out: {what} that are there only {when}: {_checks.listed(lost)}.")
    return found


def _tables(
    ground: Ground, notes: list[str], reasons: list[str], changes: dict[str, Change]
) -> tuple[ExplainChangeResult | None, tuple[tuple[str, ...], tuple[str, ...]]]:
    before, after = ground.studies
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    if not before.alternatives and not after.alternatives:
        return None, nothing
    alternatives = tuple(a for a in before.alternatives if a in after.alternatives)
    if before.alternatives and after.alternatives:
        notes += _only("alternatives", list(before.alternatives), list(after.alternatives))
    lacks = _lacks(ground, "table", bool(before.alternatives), bool(after.alternatives))
    if not lacks and not alternatives:
        lacks = "the tables share no alternative"
    if lacks:
        reasons.append(lacks)
        return None, nothing
    table, found = diff_of_tables(ground, alternatives)
    changes |= {change.label: change for change in found}
    out = tuple(_ruled_out(study, alternatives) for study in ground.studies)
    return table, (out[0], out[1])


def _trees(
    ground: Ground, reasons: list[str], changes: dict[str, Change]
) -> ExplainChangeResult | None:
    before, after = ground.studies
    there = before.tree_data is not None, after.tree_data is not None
    if not any(there):
        return None
    plain = before.plain_tree and after.plain_tree
    lacks = _lacks(ground, "tree", *there, weighed=not plain)
    if not lacks and before.plain_tree != after.plain_tree:
        lacks = "the tree's payoffs are by criterion in one of them"
    if not lacks and plain and (before.goal, before.unit) != (after.goal, after.unit):
        ends = [f"{study.unit or 'no unit'}, {study.goal}" for study in ground.studies]
        lacks = f"the trees' payoffs differ in unit or goal ({ends[0]}; {ends[1]})"
    if lacks:
        reasons.append(lacks)
        return None
    try:
        tree, found = diff_of_trees(ground)
    except (ValueError, DecisionAnalysisError) as error:
        # another structure, or changes of which a part alone makes no tree
        why = error.message if isinstance(error, DecisionAnalysisError) else str(error)
        reasons.append(f"the trees cannot be compared: {why}")
        return None
    changes |= {change.label: change for change in found}
    return tree


def _lacks(ground: Ground, what: str, first: bool, second: bool, *, weighed: bool = True) -> str:
    """Say why tables or trees cannot be compared; nothing where they can."""
    if not (first and second):
        return f"a {what} is there only {'before' if first else 'after'}"
    if not weighed:
        return ""
    if any(study.decider is None for study in ground.studies):
        return f"the {what}s have no weights, or nobody decides, in one of them"
    if not ground.criteria:
        return f"the {what}s share no criterion"
    if not all(any(ground.weights(study).values()) for study in ground.studies):
        return f"the criteria that the {what}s share have no weight in one of them"
    return ""


def _ruled_out(study: Study, alternatives: tuple[str, ...]) -> tuple[str, ...]:
    assert study.decider is not None
    table = study.table()
    kept = dict(zip(table.alternatives, study.decider.allows(table), strict=True))
    return tuple(a for a in alternatives if not kept[a])


def _other_differences(ground: Ground) -> list[str]:
    """Say what else differs: limits, others' preferences, ranges, the log, and settings."""
    before, after = ground.studies
    said = []
    limits = [
        sorted(map(str, study.decider.constraints)) if study.decider else []
        for study in ground.studies
    ]
    if limits[0] != limits[1]:
        words = [" and ".join(each) or "none" for each in limits]
        said.append(f"Limits of the one who decides: {words[0]} before, {words[1]} after.")
    others = [
        name
        for name in {**before.stakeholders, **after.stakeholders}
        if name not in (before.decides, after.decides)
        and before.stakeholders.get(name) != after.stakeholders.get(name)
    ]
    if others:
        said.append(f"Other stakeholders who differ: {_checks.listed(others)}.")
    later = after.numbers
    moved = [
        name
        for name, number in before.numbers.items()
        if name in later and _range_differs(number, later[name])
    ]
    if moved:
        said.append(f"Ranges that differ around the same base: {_checks.listed(moved)}.")
    said += _of_logs(before, after)
    fields = [field.name for field in dataclasses.fields(Study)]
    rest = [
        name.replace("_", " ")
        for name in fields
        if name not in _COMPARED + _NO_INPUT
        and not equal(getattr(before, name), getattr(after, name))
    ]
    if rest:
        said.append(f"Also different, and not compared: {_checks.listed(rest)}.")
    return said


def _range_differs(first: Parameter, second: Parameter) -> bool:
    ends = [(p.low, p.high, p.distribution is None) for p in (first, second)]
    return first.base == second.base and ends[0] != ends[1]


def _of_logs(before: Study, after: Study) -> list[str]:
    """Say which entries of evidence only one of the two has, and what they make of their number."""
    said = []
    for when, study, other in (("before", before, after), ("after", after, before)):
        own = [
            f"{step.label} {step.before.base:.4g} -> {step.after.base:.4g}"
            for step in replay(study.numbers, study.evidence)
            if step.entry not in other.evidence
        ]
        if own:
            said.append(f"Evidence logged only {when}: {'; '.join(own)}.")
    return said

"""`reproduce`: published cases computed again, and whether each figure came out."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

import decision_analysis as da
from decision_analysis import _checks, _render
from decision_analysis._named import named
from decision_analysis.command._reproduced import Reproduction, reproduced

WIDTH = 100


def reproduce(name: str | None) -> int:
    """Compute one case, or all; return the exit status: 0 where all figures came out, else 1."""
    if name is not None:
        one = reproduced(_known(name))
        print("\n\n".join(_paragraphs(one)))
        return 1 if one.problems else 0
    found = [reproduced(each) for each in da.catalog.names()]
    print(_render.text_table(*_overview(found), indent=0))
    print()
    print("\n".join(summary(found)))
    return 1 if any(each.problems for each in found) else 0


@named("reproduce")
def _known(name: str) -> str:
    return _checks.known("case", name, list(da.catalog.names()))


def _overview(found: Sequence[Reproduction]) -> tuple[list[str], list[list[str]]]:
    headings = ["case", "method", "figures are", "figures", "off by", ""]
    rows = [
        [
            each.case.name,
            each.case.method,
            each.case.origin,
            str(len(each.figures)),
            off(each.largest),
            "; ".join([each.verdict, *(["disputed"] if each.case.disputed else [])]),
        ]
        for each in found
    ]
    return headings, rows


def off(units: float | None) -> str:
    """Write a difference in units of the last digit given; nothing where there are no digits."""
    if units is None:
        return ""
    return f"{units:.2f}" if units < 1e4 else f"{units:.1e}"


def summary(found: Sequence[Reproduction]) -> list[str]:
    """Return a few sentences on all cases, what went wrong last."""
    origins = Counter(each.case.origin for each in found)
    figures = Counter(each.case.origin for each in found for _ in each.figures)
    counted = ", ".join(
        f"{number} {origin} ({figures[origin]:,})" for origin, number in origins.most_common()
    )
    numbers = sum(len(each.numbers) for each in found)
    close = sum(len(each.close) for each in found)
    lines = [
        f"{len(found)} cases with {figures.total():,} figures; by their origin: {counted}.",
        f"{close:,} of {numbers:,} numbers are within half a unit of the last digit given"
        " ('off by' is the largest difference in such units); the others within the tolerance"
        " that their case states.",
        f"{sum(bool(each.case.disputed) for each in found)} cases have figures that their source"
        " contradicts; 'reproduce CASE' shows them.",
    ]
    missed = [(each.case.name, problem) for each in found for problem in each.problems]
    if missed:
        lines.append(f"{len({name for name, _ in missed})} cases are NOT reproduced:")
        lines += [f"  - {name}: {problem}" for name, problem in missed]
    return [_filled(line) for line in lines]


def _paragraphs(one: Reproduction) -> list[str]:
    """Return all that there is to say of one case: source, data, figures side by side, notes."""
    case = one.case
    parts = [
        f"{case.name}: {one.verdict}",
        _filled(f"{case.method}: {case.source}"),
        _filled(f"figures are {case.figures_are}; found in {case.found_in}"),
        *_data(case),
    ]
    if one.failure:
        parts.append(_filled(f"not computed: {one.failure}"))
    else:
        rows = [
            [figure.where, _written(figure.given), _computed(figure), _difference(figure)]
            for figure in one.figures
        ]
        # the figures are called what they are: read, quoted, recalled
        headings = ["figure", case.origin, "computed", "off by"]
        parts.append(_render.text_table(headings, rows, indent=0))
    if one.farthest is not None:
        parts.append(
            f"the largest difference: {off(one.largest)} units of the last digit given, of"
            f" {one.farthest.where}"
        )
    if one.problems and not one.failure:
        parts.append("\n".join(["not reproduced:", *(f"  - {each}" for each in one.problems)]))
    parts += [
        _filled(
            f"disputed: {dispute['field']} is given as {_written(dispute['given'])}; we compute"
            f" {_written(dispute['ours'])}: {dispute['why']}"
        )
        for dispute in case.disputed
    ]
    if case.notes:
        parts.append(_filled(f"notes: {case.notes}"))
    return parts


def _data(case: da.catalog.Case) -> list[str]:
    """Return what the method is given, each on its own paragraph."""
    parts = []
    if case.table is not None:
        parts.append(repr(case.table))
    given: dict[str, Any] = {} if case.weights is None else {"weights": case.weights}
    given |= {**case.inputs, **case.options}
    parts += [f"{name}: {_argument(value)}" for name, value in given.items()]
    return parts


def _argument(value: Any) -> str:
    text = _written(value)
    return text if "\n" in text else _filled(text)


def _written(value: Any) -> str:
    """Write data as Python does, without the types of numpy around its numbers."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, np.ndarray):
        return _written(value.tolist())
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_written, value)) + ")"
    if isinstance(value, np.generic):
        return _written(value.item())
    if isinstance(value, str):
        return value
    return repr(value)


def _computed(figure: da.catalog.Figure) -> str:
    """Write what was computed, to two digits more than were given."""
    computed = figure.computed
    if figure.unit is None or not isinstance(computed, float | int | np.number):
        return _written(computed)
    decimals = max(0, 2 - round(np.log10(figure.unit)))
    return f"{float(computed):.{decimals}f}"


def _difference(figure: da.catalog.Figure) -> str:
    if figure.unit is None:
        return "not the same" if figure.problem else ""
    return off(figure.off)


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)

"""Writes docs/reproduction.md: every published case beside what is computed today."""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import decision_analysis as da
from decision_analysis.command import Reproduction, reproduced

ORIGINS = {
    "read": "read in the publication itself",
    "quoted": "read at a place that quotes the publication",
    "output": "put out by another program or given in its manual, on the published data",
    "recalled": "recalled from memory, page and table to be confirmed",
    "recomputed": "computed for this catalog, and nowhere to be read",
}
"""Where figures come from, the nearest to the publication first."""

LITERATURE = ("read", "quoted")
FAMILIES = (
    *("mcda", "weights", "trees", "diagrams", "beliefs", "value", "utility", "uncertainty"),
    *("sensitivity", "voi", "robustness", "group", "evidence", "timing", "ranking"),
)
"""Packages whose functions are methods, in the order of the page."""

CONVERTERS = {"from_dict", "to_dict", "to_arrays", "rename", "to_tree", "from_tree"}
"""Public functions there that read, write or relabel, and have no figures."""

LONG = 40
"""A word or a list that is longer is cut short."""


def write(path: Path, names: Sequence[str] | None = None) -> None:
    """Compute the cases and write the page; one that already reads so is left alone."""
    text = page([reproduced(name) for name in (names or da.catalog.names())])
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def page(found: Sequence[Reproduction]) -> str:
    """Return the page of some cases."""
    parts = [
        "# Reproduction",
        (
            "Every case of `catalog`, computed again when this page was built. A case is a problem"
            " from the literature with figures to be reproduced; `python -m decision_analysis"
            " reproduce CASE` shows its data and all its figures. *Off by* is the difference in"
            " units of the last digit given, of the figure that is farthest off: up to 0.5 the two"
            " are the same as far as the digits go."
        ),
        *_summary(found),
        *_missed(found),
        *_disputes(found),
        *_wider(found),
        *_without(found),
        *_cases(found),
    ]
    return "\n\n".join(parts) + "\n"


def _summary(found: Sequence[Reproduction]) -> list[str]:
    rows = []
    for origin, meaning in ORIGINS.items():
        of_it = [each for each in found if each.case.origin == origin]
        rows.append(
            [
                f"*{origin}*: {meaning}",
                len(of_it),
                sum(len(each.figures) for each in of_it),
                sum(len(each.numbers) for each in of_it),
                sum(len(each.close) for each in of_it),
            ]
        )
    total = ["all", *(sum(row[i] for row in rows) for i in range(1, 5))]
    head = ["figures are", "cases", "figures", "of them numbers", "within half a unit"]
    return ["## Where the figures come from", _table(head, [*rows, total])]


def _missed(found: Sequence[Reproduction]) -> list[str]:
    rows = [
        [f"`{each.case.name}`", f"`{each.case.method}`", problem]
        for each in found
        for problem in each.problems
    ]
    text = _table(["case", "method", "what is wrong"], rows) if rows else "None."
    return ["## Not reproduced", text]


def _disputes(found: Sequence[Reproduction]) -> list[str]:
    lines = []
    for each in found:
        for dispute in each.case.disputed:
            given, ours = _disputed(dispute["given"], dispute["ours"])
            lines.append(
                f"- `{each.case.name}`, {_place(dispute['field'])}: given {given}, ours {ours}."
                f" {_sentence(dispute['why'])}"
            )
    return [
        "## Disputed",
        (
            "Figures that do not follow from the data of their source by its own procedure, or not"
            " to the last digit. The formula stands, both figures are kept."
        ),
        "\n".join(lines) or "None.",
    ]


def _disputed(given: Any, ours: Any) -> tuple[str, str]:
    """Write the disputed numbers alone, without the empty places between them."""
    pairs = list(_leaves(given, ours))
    return ", ".join(str(pair[0]) for pair in pairs), ", ".join(str(pair[1]) for pair in pairs)


def _leaves(given: Any, ours: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(given, list):
        for one, other in zip(given, ours, strict=True):
            yield from _leaves(one, other)
    elif hasattr(given, "items"):
        for key, one in given.items():
            yield from _leaves(one, ours[key])
    elif given is not None:
        yield given, ours


def _wider(found: Sequence[Reproduction]) -> list[str]:
    lines = []
    for each in found:
        farthest = each.farthest
        if each.verdict == "to its tolerance" and farthest is not None:
            lines.append(
                f"- `{each.case.name}`, {_place(farthest.where)}: given {farthest.given}, computed"
                f" {_computed(farthest)}, off by {_off(farthest.off)}."
                f" {_sentence(each.case.wider[farthest.where.partition('[')[0]])}"
            )
    return [
        "## Farther off than half a unit",
        "Cases that state a wider tolerance than half a unit of their last digit, and the reason.",
        "\n".join(lines) or "None.",
    ]


def _without(found: Sequence[Reproduction]) -> list[str]:
    """Return the list of methods of which no figure was read in, or quoted from, a publication."""
    origins: dict[str, set[str]] = defaultdict(set)
    inside: dict[str, list[str]] = defaultdict(list)
    for each in found:
        origins[each.case.method].add(each.case.origin)
        for method in _called(_data(each.case.name)):
            inside[method].append(each.case.name)
    lines = []
    for family in FAMILIES:
        package = getattr(da, family)
        functions = [
            f"{family}.{name}"
            for name in package.__all__
            if inspect.isfunction(getattr(package, name)) and name not in CONVERTERS
        ]
        weak = [name for name in functions if not origins[name] & set(LITERATURE)]
        said = [_weak(name, origins[name], inside[name]) for name in weak]
        if said:
            lines.append(f"- {family}, {len(said)} of {len(functions)}: {'; '.join(said)}")
    return [
        "## Methods without a case read or quoted from a publication",
        (
            "In brackets where their figures come from instead, or the case of another method in"
            " which they are used."
        ),
        "\n".join(lines),
    ]


def _weak(name: str, origins: set[str], inside: list[str]) -> str:
    if origins:
        return f"`{name}` ({', '.join(o for o in ORIGINS if o in origins)})"
    return f"`{name}` (in {inside[0]})" if inside else f"`{name}` (no case)"


def _data(name: str) -> dict[str, Any]:
    folder, _, file = name.partition("/")
    path = resources.files("decision_analysis.catalog").joinpath(folder, f"{file}.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _called(data: Any) -> Iterator[str]:
    """Yield the methods that a case calls on the way to its data."""
    entries = data.values() if isinstance(data, dict) else data
    for entry in entries:
        if isinstance(entry, dict):
            if isinstance(entry.get("method"), str):
                yield entry["method"]
            yield from _called(entry)
        elif isinstance(entry, list):
            yield from _called(entry)


def _cases(found: Sequence[Reproduction]) -> list[str]:
    by_method: dict[str, list[Reproduction]] = defaultdict(list)
    for each in found:
        by_method[each.case.method].append(each)
    packages = Counter(method.partition(".")[0] for method in by_method)
    order = [name for name in FAMILIES if name in packages]
    parts = ["## All cases"]
    for package in [*order, *sorted(set(packages) - set(order))]:
        parts.append(f"### {package}")
        rows = []
        for method in sorted(m for m in by_method if m.partition(".")[0] == package):
            rows += [_row(method, each) for each in by_method[method]]
        head = ["method, case, source", "figures", "farthest: given, computed", "off by"]
        parts.append(_table(head, rows))
    return parts


def _row(method: str, each: Reproduction) -> list[str]:
    case, farthest = each.case, each.farthest
    verdict = "" if each.verdict == "reproduced" else f" **{each.verdict}**"
    disputed = " *disputed*" if case.disputed else ""
    # words alone: the first of them stands for all, which are the same or stand above
    shown = farthest or (each.figures[0] if each.figures else None)
    beside = ""
    if shown:
        given, computed = _short(str(shown.given)), _short(_computed(shown))
        beside = f"{_place(shown.where)}<br>{given}<br>{computed}"
    return [
        f"`{method}`<br>`{case.name}`{verdict}{disputed}<br>{case.source}",
        f"{len(each.figures)} {case.origin}",
        beside,
        _off(farthest.off) if farthest else "",
    ]


def _computed(figure: da.catalog.Figure) -> str:
    if figure.unit is None:
        return str(figure.computed)
    return f"{float(figure.computed):.9g}"


def _off(units: float) -> str:
    return f"{units:.2f}" if units < 1e4 else f"{units:.1e}"


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 4]} ..."


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: Any) -> str:
    text = f"{value:,}" if isinstance(value, int) else _plain(str(value))
    return text.replace("|", r"\|")


def _sentence(text: str) -> str:
    text = _plain(text[:1].upper() + text[1:])
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _place(where: str) -> str:
    """Write a member of a result; not as code, where `weights` would lead to the package."""
    return re.sub(r"([\[\]*_])", r"\\\1", where)


def _plain(text: str) -> str:
    """Keep Markdown from reading what is in a note as its own: mathematics, tags, lines."""
    return re.sub(r"<(?!br>)", "&lt;", text).replace("$", r"\$").replace("\n", " ")

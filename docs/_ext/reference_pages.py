"""Writes docs/reference: a page for each package and a page for each of its public names."""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path

import public_names
from numpydoc.docscrape import NumpyDocString
from public_names import ROOT, Entry

from decision_analysis import core
from decision_analysis.core import Result

CONSTANTS = {
    "REST": "The probability that the other outcomes of a chance node leave.",
    "Weights": (
        "What stands for weights: a mapping by criterion, a `WeightsResult`, or an array (..., C)"
        " in order."
    ),
}
GROUPS = {
    "The table and the legs": [ROOT, "beliefs", "value", "utility", "ranking"],
    "Engines": ["trees", "weights", "mcda", "mcda.preference"],
    "Analyses": [
        *("uncertainty", "sensitivity", "voi", "robustness", "group", "evidence", "timing"),
    ],
    "Pictures, files and studies": ["plot", "io", "study", "report"],
    "For authors and the careful": ["errors", "core", "catalog", "testing"],
}


def write(folder: Path) -> None:
    """Write all pages; pages that already read so are left alone, others that lie there are
    removed."""
    pages = {}
    for package, module in public_names.packages().items():
        found = public_names.entries(package, module)
        pages[public_names.short(package)] = _package_page(
            package, inspect.getdoc(module) or "", found
        )
        pages.update({entry.page: _entry_page(entry) for entry in found})
    pages["index"] = _index_page()
    for path in folder.rglob("*.rst"):
        if path.relative_to(folder).with_suffix("").as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _index_page() -> str:
    modules = {
        public_names.short(package): module for package, module in public_names.packages().items()
    }
    grouped = [name for names in GROUPS.values() for name in names]
    groups = {**GROUPS, "More": [name for name in modules if name not in grouped]}
    parts = [_title("Reference"), "Every public name, generated from each package's ``__all__``.\n"]
    for title, names in groups.items():
        rows = [
            (name, (inspect.getdoc(modules[name]) or "").partition("\n")[0])
            for name in names
            if name in modules
        ]
        if rows:
            parts.append(_title(title, "-"))
            parts += [f":doc:`{name} <{name}>`\n   {summary}\n" for name, summary in rows]
            parts.append(_toctree([(name, name) for name, _ in rows]))
    return "\n".join(parts)


def _package_page(package: str, docstring: str, entries: list[Entry]) -> str:
    parts = [
        _title(public_names.short(package)),
        f"{docstring}\n",
        f".. currentmodule:: {package}\n",
    ]
    kinds = {
        "Functions": [e for e in entries if inspect.isfunction(e.value)],
        "Classes": [e for e in entries if inspect.isclass(e.value) and not _is_result(e.value)],
        "Results": [e for e in entries if inspect.isclass(e.value) and _is_result(e.value)],
        "Constants": [
            e for e in entries if not inspect.isfunction(e.value) and not inspect.isclass(e.value)
        ],
    }
    for title, found in kinds.items():
        if found:
            parts.append(f".. rubric:: {title}\n")
            parts += [f":doc:`{e.name} <{e.page}>`\n   {_summary(e)}\n" for e in found]
    parts.append(_toctree([(entry.name, entry.page) for entry in entries]))
    return "\n".join(parts)


def _entry_page(entry: Entry) -> str:
    label = (
        entry.name if entry.package == ROOT else f"{public_names.short(entry.package)}.{entry.name}"
    )
    head = f"{_title(label)}\n.. currentmodule:: {entry.package}\n\n"
    if inspect.isfunction(entry.value):
        return f"{head}.. autofunction:: {entry.name}\n{_result_table(entry)}"
    if inspect.isclass(entry.value):
        inherited = "Result" if _is_result(entry.value) and entry.value is not Result else "object"
        options = (
            f"   :members:\n   :inherited-members: {inherited}, Mapping, Sequence, Exception, ABC\n"
        )
        return f"{head}.. autoclass:: {entry.name}\n{options}"
    return f"{head}.. data:: {entry.name}\n\n   {_summary(entry)}\n"


def _result_table(entry: Entry) -> str:
    """Return the table of what a result of a class without a page of its own holds, with the
    source's symbols."""
    result = _own_result(entry)
    if result is None:
        return ""
    steps = result.declared_steps()
    inherited = {
        name for base in result.__mro__[1:] for name in getattr(base, "__dataclass_fields__", {})
    }
    rows = []
    for documented in NumpyDocString(inspect.getdoc(result) or "")["Parameters"]:
        for name in documented.name.split(", "):
            if name not in inherited:
                symbol = [f":math:`{steps[name].symbol}`" if name in steps else ""] if steps else []
                rows.append(
                    [f"``{name}``", *symbol, f"{' '.join(documented.desc)} *{documented.type}*"]
                )
    base = next(b for b in result.__mro__ if b.__name__ in core.__all__)
    lines = [
        f"\n.. rubric:: {result.__name__}\n",
        f"A `{base.__name__}`: {_first_sentence(result)}",
    ]
    if rows:
        widths = "30 12 58" if steps else "30 70"
        lines[-1] += " Beside what every one has it holds:"
        lines += ["", ".. list-table::", f"   :widths: {widths}", "   :class: result-fields", ""]
        for row in rows:
            lines += [f"   {'*' if i == 0 else ' '} - {cell}" for i, cell in enumerate(row)]
    return "\n".join(lines) + "\n"


def _own_result(entry: Entry) -> type[Result] | None:
    """Return the class that a function's annotation says it returns, where that class is not public
    itself."""
    annotation = str(inspect.signature(entry.value).return_annotation)
    module = vars(sys.modules[entry.value.__module__])
    public = {id(e.value) for e in public_names.all_entries()}
    for name in re.findall(r"\w+", annotation):
        found = module.get(name)
        if inspect.isclass(found) and issubclass(found, Result) and id(found) not in public:
            return found
    return None


def _is_result(value: type) -> bool:
    return issubclass(value, Result)


def _summary(entry: Entry) -> str:
    if inspect.isfunction(entry.value) or inspect.isclass(entry.value):
        return _first_sentence(entry.value)
    return CONSTANTS[entry.name]


def _first_sentence(value: object) -> str:
    return textwrap.shorten((inspect.getdoc(value) or "").partition("\n\n")[0], 500)


def _toctree(rows: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"   {name} <{page}>" for name, page in rows)
    return f".. toctree::\n   :hidden:\n\n{lines}\n"


def _title(text: str, line: str = "=") -> str:
    return f"{text}\n{line * len(text)}\n"

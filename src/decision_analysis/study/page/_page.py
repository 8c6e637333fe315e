"""`page`: an analysis as one HTML file that needs nothing else, for screen, phone and paper."""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.resources
import re
from typing import Any

from decision_analysis import _render
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.study.page._answer import lines, provenance, questions, terms
from decision_analysis.study.page._ledger import INFLUENCE, entries, ledger
from decision_analysis.study.page._links import anchors
from decision_analysis.study.page._panel_data import in_script, panel_data
from decision_analysis.study.page._sources import sources

SCRIPTS = ("model.js", "state.js", "parts.js", "panel.js", "page.js")
"""Files of the one script, in order."""
BREAKS = re.compile(r"(?<=[_/.:])(?=[^\W\d_])")
"""Where a long word may be broken."""


@named("report.html()")
def page(analysis: Any, *, pictures: bool = True) -> bytes:
    """Return the page of an analysis: the same bytes for the same analysis.

    Everything that comes from the study is text and nothing else. The page asks no server for
    anything, which its content security policy forbids, too.
    """
    jinja2: Any = optional_import("jinja2", extra="report")
    markup: Any = optional_import("markupsafe", extra="report").Markup
    study = analysis.study
    numbers, said = entries(analysis)
    places = anchors("n", (entry.name for entry in numbers))
    statements = anchors("s", study.statements)
    script = f'(function () {{\n"use strict";\n{"".join(map(_file, SCRIPTS))}}})();\n'
    panel = panel_data(study)
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=functools.partial(_printable, markup),
    )
    environment.filters["breaks"] = functools.partial(_breaks, markup)
    asked = questions(analysis, places, pictures=pictures)
    shown = ledger(numbers, places, statements)
    if shown is not None and "influence" in shown.columns:
        said = (*said, INFLUENCE)
    html = environment.from_string(_file("template.html")).render(
        title=study.title,
        notice=study.notice,
        source=study.source,
        lines=lines(analysis, asked, said if shown is not None else ()),
        terms=terms(study),
        panel=None if panel is None else in_script(panel),
        questions=asked,
        ledger=shown,
        ledger_text=said,
        statements=[(statements[name], name, text) for name, text in study.statements.items()],
        sources=sources(analysis),
        provenance=provenance(analysis),
        style=_file("page.css"),
        script=script,
        # the policy lets this script run and no other
        allowed=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    )
    return html.encode("utf-8")  # type: ignore[no-any-return]


def _file(name: str) -> str:
    """Return a file of the page's own, which stands beside this module."""
    here = importlib.resources.files("decision_analysis.study.page")
    return here.joinpath(name).read_text(encoding="utf-8")


def _printable(markup: type, value: object) -> object:
    """Return a text without what no page can have: control characters, halves of pairs."""
    if isinstance(value, str) and not isinstance(value, markup):
        return "\n".join(map(_render.one_line, value.split("\n")))
    return value


def _breaks(markup: Any, text: str) -> Any:
    """Let a long word break behind its underscores and the like, and no number."""
    parts = BREAKS.split(_render.one_line(text))
    return markup("<wbr>").join(parts) if len(parts) > 1 else parts[0]

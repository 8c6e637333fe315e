"""`write`: the answer to a study as Markdown, JSON and, where matplotlib is at hand, PNG files."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from decision_analysis import _checks, plot
from decision_analysis._arrays import optional_import
from decision_analysis._named import leads_out, named
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot.parts import sheet
from decision_analysis.sensitivity import TornadoResult
from decision_analysis.study._folder import checked_folder, write_together
from decision_analysis.study._section import Analysis


@named
def write(
    analysis: Analysis,
    directory: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    pictures: bool = True,
) -> tuple[Path, ...]:
    """Write an analysis to a directory, made where it does not exist: all its files or none.

    Parameters
    ----------
    analysis : Analysis
        What `analyze` returned.
    directory : str or path-like
        Where to write; no symbolic link. Files of the same names are replaced if an earlier call
        wrote them and nobody changed them since.
    overwrite : bool
        Whether to replace other files of these names, too. A symbolic link is replaced, never
        followed.
    pictures : bool
        Whether to draw PNG files, for which matplotlib is needed, and to show them in the Markdown.

    Returns
    -------
    tuple of pathlib.Path
        The files written.

    Raises
    ------
    InvalidInputError
        If `analysis` is not a whole one, as `analyze` returns it, `directory` is no path, or files
        in it would be replaced that no call wrote; they are named.
    OSError
        If a file cannot be written; then all are as they were before.
    MissingDependencyError
        If there are to be pictures and matplotlib is not installed.

    Notes
    -----
    Everything is computed and written beside first, and then put in place. The file
    ``.decision_analysis.json`` lists what was written, with checksums; what an earlier call wrote
    and this one does not is removed.

    Examples
    --------
    >>> import dataclasses, tempfile
    >>> from decision_analysis import study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in study.write(study.analyze(quick), folder)][:3]
    ['report.md', 'report.json', 'scores.png']
    """
    _checks.instance("analysis", analysis, Analysis)
    _checks.instance("overwrite", overwrite, bool)
    _checks.instance("pictures", pictures, bool)
    folder = checked_folder(directory, NAMES, overwrite=overwrite)
    drawings = _pictures(analysis)
    images = _drawn(drawings, analysis.study.notice) if pictures else {}
    report = json.dumps(analysis.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = {
        "report.md": (analysis.to_markdown() + (_gallery() if pictures else "")).encode("utf-8"),
        "report.json": report.encode("utf-8"),
    }
    return write_together(folder, files | images)


Drawings: TypeAlias = dict[str, Callable[[], Any]]
"""By name, what draws a picture on a figure of its own."""

TOP = 10

_CAPTIONS = {
    "scores": "Weighted value of the alternatives",
    "smaa": "Rank acceptabilities for the one who decides",
    "tree": "The sequential tree",
    "risk_profile": "Risk profiles of the best policy after each beginning, in points",
    "tornado": "Judgements: tornado",
    "tornado_tree": "Parameters of the tree: tornado",
}
NAMES = ("report.md", "report.json", *(f"{name}.png" for name in _CAPTIONS))
"""The files that a run writes."""


def _gallery() -> str:
    lines = [f"![{caption}]({name}.png)" for name, caption in _CAPTIONS.items()]
    return "\n## Pictures\n\n" + "\n\n".join(lines) + "\n"


@leads_out
def _drawn(drawings: Drawings, notice: str) -> dict[str, bytes]:
    """Return PNG files of pictures, each with the notice below."""
    drawing()
    images = {}
    for name, draw in drawings.items():
        picture = io.BytesIO()
        sheet(draw, notice).savefig(picture, format="png")
        images[f"{name}.png"] = picture.getvalue()
    return images


@named("study.write()")
def drawing() -> ModuleType:
    """Return what pictures are drawn with, or say how to get it."""
    optional_import("matplotlib.backends.backend_agg", extra="plot")
    return optional_import("matplotlib.figure", extra="plot")


def _pictures(analysis: Analysis) -> Drawings:
    found, study = analysis.results, analysis.study
    try:
        profiles = {
            option: found[f"risk profile: {option}"] for option in study.tree_data["options"]
        }
        table, tree = (found[f"tornado: {what}"] for what in ("judgements", "parameters"))
        whose, unit = f"weights of {study.decides}", "points"
        rolled, ends = found["tree: rollback"], "0 worst, 1 best"
        worth = f"{study.tree_data['decision']}: value {float(rolled.value):.2f} {unit}, {whose}"
        return {
            "scores": partial(
                plot.scores,
                found["scores: weighted value"],
                title=f"Weighted value, {whose}",
                unit=ends,
            ),
            "smaa": partial(
                plot.smaa, found[f"smaa: {study.decides}"], title=f"Rank acceptability, {whose}"
            ),
            "tree": partial(plot.tree, found["tree"], rolled, depth=4, title=worth),
            "risk_profile": partial(
                plot.risk_profile,
                *profiles.values(),
                labels=list(profiles),
                title=f"Risk profile, {whose}",
                unit=unit,
            ),
            "tornado": partial(
                plot.tornado,
                table,
                top=TOP,
                title=f"Tornado of judgements: {_of(table)}, {whose}",
                unit=ends,
            ),
            "tornado_tree": partial(
                plot.tornado,
                tree,
                top=TOP,
                title=f"Tornado of the tree: {_of(tree)}, {whose}",
                unit=ends,
            ),
        }
    except KeyError as missing:
        raise InvalidInputError(
            f"analysis must be whole, as analyze() returns it; {missing} is missing"
        ) from None


def _of(tornado: TornadoResult) -> str:
    return tornado.of if isinstance(tornado.of, str) else " less ".join(tornado.of)

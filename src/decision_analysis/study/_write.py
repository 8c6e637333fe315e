"""`write`: the answer to a study as Markdown, JSON and, where matplotlib is at hand, PNG files."""

from __future__ import annotations

import io
import json
import os
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from decision_analysis import _checks, plot
from decision_analysis._arrays import optional_import
from decision_analysis.errors import InvalidInputError
from decision_analysis.study._folder import checked_folder, write_together
from decision_analysis.study._section import Analysis


def write(
    analysis: Analysis, directory: str | os.PathLike[str], *, overwrite: bool = False, pictures: bool = True
) -> tuple[Path, ...]:
    """Write an analysis to a directory, which is made where it does not exist: all its files or none.

    Parameters
    ----------
    analysis : Analysis
        What `analyze` returned.
    directory : str or path-like
        Where to write; no symbolic link. Files of the same names are replaced if an earlier call wrote them and nobody
        changed them since.
    overwrite : bool
        Whether to replace other files of these names, too. A symbolic link is replaced, never followed.
    pictures : bool
        Whether to draw PNG files, for which matplotlib is needed, and to show them in the Markdown.

    Returns
    -------
    tuple of pathlib.Path
        The files written.

    Raises
    ------
    InvalidInputError
        If `analysis` is not a whole one, as `analyze` returns it, `directory` is no path, or files in it would be
        replaced that no call wrote; they are named.
    OSError
        If a file cannot be written; then all are as they were before.
    MissingDependencyError
        If there are to be pictures and matplotlib is not installed.

    Notes
    -----
    Everything is computed and written beside first, and then put in place. The file ``.decision_analysis.json`` lists
    what was written, with checksums; what an earlier call wrote and this one does not is removed.

    Examples
    --------
    >>> import dataclasses, tempfile
    >>> from decision_analysis import study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in study.write(study.analyze(quick), folder)][:3]
    ['report.md', 'report.json', 'scores.png']
    """
    _checks.instance("write()", "analysis", analysis, Analysis)
    _checks.instance("write()", "overwrite", overwrite, bool)
    _checks.instance("write()", "pictures", pictures, bool)
    folder = checked_folder("write()", directory, NAMES, overwrite=overwrite)
    drawings = _pictures(analysis)
    images = _drawn(drawings, analysis.study.notice) if pictures else {}
    report = json.dumps(analysis.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = {
        "report.md": (analysis.to_markdown() + (_gallery() if pictures else "")).encode("utf-8"),
        "report.json": report.encode("utf-8"),
    }
    return write_together(folder, files | images)


Drawings: TypeAlias = dict[str, tuple[tuple[float, float], Callable[..., Any]]]
"""Pictures by name: their size in inches, and what draws them on axes."""

TOP = 10
LETTERS = 16
"""How many letters of the notice fit into an inch."""

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


def _drawn(drawings: Drawings, notice: str) -> dict[str, bytes]:
    """Return PNG files of pictures, each with the notice below."""
    figures = drawing("study.write()")
    images = {}
    for name, (size, draw) in drawings.items():
        figure = figures.Figure(figsize=size, layout="constrained")
        draw(ax=figure.add_subplot())
        # the layout keeps room for a label of the whole figure, and none for other text
        words = textwrap.fill(" ".join(notice.split()), int(LETTERS * size[0]))
        figure.supxlabel(words, x=0.995, fontsize=7, color="0.4", ha="right")
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=150)
        images[f"{name}.png"] = picture.getvalue()
    return images


def drawing(where: str) -> ModuleType:
    """Return what pictures are drawn with, or say how to get it."""
    optional_import("matplotlib.backends.backend_agg", extra="plot", where=where)
    return optional_import("matplotlib.figure", extra="plot", where=where)


def _pictures(analysis: Analysis) -> Drawings:
    found, study = analysis.results, analysis.study
    try:
        profiles = {option: found[f"risk profile: {option}"] for option in study.tree_data["options"]}
        return {
            "scores": ((7, 4), partial(plot.scores, found["scores: weighted value"])),
            "smaa": ((8, 4), partial(plot.smaa, found[f"smaa: {study.decides}"])),
            "tree": ((13, 9), partial(plot.tree, found["tree"], found["tree: rollback"], depth=4)),
            "risk_profile": ((8, 4), partial(plot.risk_profile, *profiles.values(), labels=list(profiles))),
            "tornado": ((9, 6), partial(plot.tornado, found["tornado: judgements"], top=TOP)),
            "tornado_tree": ((9, 6), partial(plot.tornado, found["tornado: parameters"], top=TOP)),
        }
    except KeyError as missing:
        raise InvalidInputError(
            f"write(): analysis must be whole, as analyze() returns it; {missing} is missing"
        ) from None

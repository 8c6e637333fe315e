"""`write`: the answer to a study as Markdown, JSON and, where matplotlib is at hand, PNG files."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

from decision_analysis import _checks, plot
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import TornadoResult
from decision_analysis.study._analyze import Analysis
from decision_analysis.study.writing import (
    NAMES,
    Drawings,
    checked_folder,
    drawn,
    gallery,
    write_together,
)


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
    # refuse before anything is drawn
    folder = checked_folder(directory, NAMES, overwrite=overwrite)
    # functions that draw, which are called only where pictures are wanted
    drawings = _pictures(analysis)
    images = drawn(drawings, analysis.study.notice) if pictures else {}
    report = json.dumps(analysis.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = {
        "report.md": (analysis.to_markdown() + (gallery() if pictures else "")).encode("utf-8"),
        "report.json": report.encode("utf-8"),
    }
    return write_together(folder, files | images)


_TOP = 10
"""Bars of a tornado."""


def _pictures(analysis: Analysis) -> Drawings:
    found, study = analysis.results, analysis.study
    try:
        options = study.tree_data["options"]
        profiles = {option: found[f"risk profile: {option}"] for option in options}
        judgements, parameters = found["tornado: judgements"], found["tornado: parameters"]
        scores, smaa = found["scores: weighted value"], found[f"smaa: {study.decides}"]
        tree, rolled = found["tree"], found["tree: rollback"]
    except KeyError as missing:
        raise InvalidInputError(
            f"analysis must be whole, as analyze() returns it; {missing} is missing"
        ) from None
    whose, points, ends = f"weights of {study.decides}", "points", "0 worst, 1 best"
    worth = f"{study.tree_data['decision']}: value {float(rolled.value):.2f} {points}, {whose}"
    labels, tornado = list(profiles), partial(plot.tornado, top=_TOP, unit=ends)
    risk, rank = f"Risk profile, {whose}", f"Rank acceptability, {whose}"
    table_title = f"Tornado of judgements: {_of(judgements)}, {whose}"
    tree_title = f"Tornado of the tree: {_of(parameters)}, {whose}"
    return {
        "scores": partial(plot.scores, scores, title=f"Weighted value, {whose}", unit=ends),
        "smaa": partial(plot.smaa, smaa, title=rank),
        "tree": partial(plot.tree, tree, rolled, depth=4, title=worth),
        "risk_profile": partial(
            plot.risk_profile, *profiles.values(), labels=labels, title=risk, unit=points
        ),
        "tornado": partial(tornado, judgements, title=table_title),
        "tornado_tree": partial(tornado, parameters, title=tree_title),
    }


def _of(tornado: TornadoResult) -> str:
    return tornado.of if isinstance(tornado.of, str) else " less ".join(tornado.of)

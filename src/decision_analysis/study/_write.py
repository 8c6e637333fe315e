"""`write`: the answer to a study as a page, Markdown, JSON, CSV and PNG files."""

from __future__ import annotations

import json
import os
from pathlib import Path

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.study._analyze import Analysis
from decision_analysis.study.page import page
from decision_analysis.study.writing import (
    NAMES,
    Drawings,
    checked_folder,
    csv_files,
    drawn,
    write_together,
)


@named
def write(
    analysis: Analysis,
    directory: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    pictures: bool = True,
    html: bool = True,
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
    html : bool
        Whether to write the page `report.html`, for which Jinja2 is needed.

    Returns
    -------
    tuple of pathlib.Path
        The files written.

    Raises
    ------
    InvalidInputError
        If `analysis` is no `Analysis`, `directory` is no path, or files in it would be replaced
        that no call wrote; they are named.
    OSError
        If a file cannot be written; then all are as they were before.
    MissingDependencyError
        If there are to be pictures and matplotlib is not installed, or a page and Jinja2 is not.

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
    ...     scored = study.analyze(quick, questions=["scores"])
    ...     [path.name for path in study.write(scored, folder)][:3]
    ['report.html', 'report.md', 'report.json']
    """
    _checks.instance("analysis", analysis, Analysis)
    _checks.instance("overwrite", overwrite, bool)
    _checks.instance("pictures", pictures, bool)
    _checks.instance("html", html, bool)
    drawings = _drawings(analysis) if pictures else {}
    tables = csv_files(analysis.sections)
    # refuse before anything is drawn
    names = [*NAMES, *tables, *(f"{name}.png" for name in drawings)]
    folder = checked_folder(directory, names, overwrite=overwrite)
    images = drawn(drawings, analysis.study.notice) if pictures else {}
    document = {"report.html": page(analysis, pictures=pictures)} if html else {}
    report = json.dumps(analysis.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = document | {
        "report.md": analysis.to_markdown(pictures=pictures).encode("utf-8"),
        "report.json": report.encode("utf-8"),
    }
    return write_together(folder, files | tables | images)


def _drawings(analysis: Analysis) -> Drawings:
    return {figure.name: figure.draw for section in analysis.sections for figure in section.figures}

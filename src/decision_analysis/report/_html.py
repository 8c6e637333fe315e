"""`html`: the answer to a study as one self-contained page."""

from __future__ import annotations

import os
from pathlib import Path

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import as_path, write_whole
from decision_analysis.study import Analysis, Study, analyze
from decision_analysis.study.page import page

SUFFIXES = (".html", ".htm")


@named("report.html()")
def html(
    study: Study | Analysis,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    pictures: bool = True,
) -> Path:
    """Write the answer to a study as one page for screen, phone and paper.

    Parameters
    ----------
    study : Study or Analysis
        What is analyzed first, or what `study.analyze` returned.
    path : str or path-like
        The file to write, in a directory that exists; its name ends in .html or .htm.
    overwrite : bool
        Whether to replace a file that stands there. A symbolic link is replaced, never followed.
    pictures : bool
        Whether to draw pictures, for which matplotlib is needed.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    InvalidInputError
        If `study` is neither, `path` has another ending or leads to a directory, or a file stands
        there that may not be replaced.
    OSError
        If the file cannot be written; then what stood there is as it was.
    MissingDependencyError
        If Jinja2 is not installed, or there are to be pictures and matplotlib is not.

    Notes
    -----
    The page begins with the answer, and a panel in which weights and judgements can be moved: the
    additive model of `mcda.additive_value` on the study's scales. Pictures, sentences and tables of
    each question follow, then the ledger of all judged numbers, the publications behind the
    methods, and what the page was made from. It asks nothing of any server, and its content
    security policy forbids that, too. The same analysis gives the same bytes.

    Examples
    --------
    >>> import dataclasses, tempfile
    >>> from pathlib import Path
    >>> from decision_analysis import report, study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = report.html(quick, Path(folder, "report.html"), pictures=False)
    ...     written.read_text(encoding="utf-8").splitlines()[0]
    '<!DOCTYPE html>'
    """
    if not isinstance(study, Study | Analysis):
        raise InvalidInputError(f"study must be a Study or an Analysis; got {shown(study)}")
    _checks.instance("overwrite", overwrite, bool)
    _checks.instance("pictures", pictures, bool)
    # refuse before anything is analyzed
    target = _checked(path, overwrite)
    optional_import("jinja2", extra="report")
    analysis = analyze(study) if isinstance(study, Study) else study
    content = page(analysis, pictures=pictures)
    write_whole({target: content})
    return target


def _checked(path: object, overwrite: bool) -> Path:
    """Return a path at which a file may be written."""
    target = as_path("path", path)
    if target.suffix.lower() not in SUFFIXES:
        raise InvalidInputError(
            f"path must end in {' or '.join(SUFFIXES)}, by which browsers know a page; got"
            f" {str(target)!r}"
        )
    if target.is_dir() and not target.is_symlink():
        raise InvalidInputError(f"path must be a file to write; got the directory {str(target)!r}")
    if os.path.lexists(target) and not overwrite:
        raise InvalidInputError(
            f"a file that is there is replaced only with overwrite; {str(target)!r} is: write"
            " elsewhere, or say overwrite=True"
        )
    return target

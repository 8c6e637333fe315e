"""`run`: a file analyzed; the summary printed, and the files of a report written."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import decision_analysis as da
from decision_analysis import _render
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.command._failed_at import failed_at
from decision_analysis.errors import (
    DecisionAnalysisError,
    InvalidInputError,
    MissingDependencyError,
)
from decision_analysis.study.model import too_many_samples


def run(
    path: str,
    out: str | None,
    *,
    overwrite: bool = False,
    full: bool = False,
    samples: int | None = None,
    seed: int | None = None,
) -> None:
    """Analyze a file, print the summary or the full answer, and write files where asked to."""
    start = time.monotonic()

    def progress(done: int, total: int, what: str) -> None:
        seconds = time.monotonic() - start
        told = _render.one_line(f"[{done}/{total}] {seconds:5.1f} s  {what}")
        print(told, file=sys.stderr, flush=True)

    study = da.study.load(path)
    if samples is not None:
        if many := too_many_samples(samples, len(study.alternatives)):
            raise InvalidInputError(many, where="run --samples")
        study = dataclasses.replace(study, n_samples=samples)
    if seed is not None:
        study = dataclasses.replace(study, seed=seed)
    if out is not None:
        _writable(out, overwrite)  # before the work, not after it
        pictures, html = _drawable(), _paged()
    if study.notice:
        print(_render.paragraph(study.notice), end="\n\n", flush=True)
    analysis = _analyzed(path, study, progress)
    print(analysis.to_text() if full else _short(analysis))
    if out is not None:
        progress(len(analysis.asked), len(analysis.asked), f"writing {out}")
        _tell(da.study.write(analysis, out, overwrite=overwrite, pictures=pictures, html=html))
    elif not full:
        print("All tables: --full. A page to read and hand around: --out DIR.")


def _analyzed(
    path: str, study: da.study.Study, progress: Callable[[int, int, str], None]
) -> da.study.Analysis:
    """Analyze, and say of an error where in the file it comes from, as `check` does."""
    try:
        return da.study.analyze(study, progress=progress)
    except DecisionAnalysisError as error:
        if error.question:
            error.where = ": ".join(filter(None, [failed_at(path, study, error), error.where]))
        raise


def _short(analysis: da.study.Analysis) -> str:
    title = _render.one_line(analysis.study.title)
    lines = [title, "=" * len(title)]
    lines += [_render.paragraph(line, indent="   ") for line in analysis.summary]
    # what was asked by name is not passed over
    answered = [section.name for section in analysis.sections]
    silent = [name for name in analysis.study.questions or () if name not in answered]
    lines += [f"Without an answer here: {', '.join(silent)}."] if silent else []
    return "\n".join(lines) + "\n"


def _tell(written: Sequence[Path]) -> None:
    """Say what was written: the reports by name, of tables and pictures how many."""
    reports = [path for path in written if path.name.startswith("report.")]
    for path in reports:
        print(_render.one_line(f"wrote {path}"))
    counts = {end: sum(path.suffix == end for path in written) for end in (".csv", ".png")}
    parts = [
        f"{n} {what}" for n, what in zip(counts.values(), ("tables", "pictures"), strict=True) if n
    ]
    if parts and reports:
        print(f"wrote {' and '.join(parts)} beside them")


@named("run --out")
def _writable(out: str, overwrite: bool) -> None:
    from decision_analysis.study.questions import PICTURES
    from decision_analysis.study.writing import NAMES, checked_folder

    names = [*NAMES, *(f"{name}.png" for name in PICTURES)]
    checked_folder(out, names, overwrite=overwrite)


@named("run --out")
def _drawable() -> bool:
    """Say whether pictures can be drawn; where they cannot, tell how they could."""
    from decision_analysis.study.writing import drawing

    return _possible("pictures", drawing)


@named("run --out")
def _paged() -> bool:
    """Say whether a page can be made; where it cannot, tell how it could."""
    return _possible("page", lambda: optional_import("jinja2", extra="report"))


def _possible(what: str, find: Callable[[], object]) -> bool:
    try:
        find()
    except MissingDependencyError as error:
        print(f"decision_analysis: no {what}: {error}", file=sys.stderr, flush=True)
        return False
    return True

"""`load`: the study of a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from decision_analysis import io
from decision_analysis._limits import LONGEST_TEXT
from decision_analysis._named import named
from decision_analysis.io.documents import SUFFIXES, as_path, bounded_bytes, joined
from decision_analysis.io.foreign import is_radiant, is_silver_decisions
from decision_analysis.io.own import KINDS, check
from decision_analysis.study.model import Study
from decision_analysis.study.reading import bare, study_of_data


@named
def load(path: str | os.PathLike[str]) -> Study:
    """Read a study from a file; a bare table, tree or diagram is a study of its own.

    Parameters
    ----------
    path : str or path-like
        A YAML or JSON file, whose schema is `decision_analysis.io.schema("study")`; or any file of
        a table, tree or diagram that `io.load` reads. Files that a study names are beside it.

    Returns
    -------
    Study
        Ready to be analyzed.

    Raises
    ------
    InvalidModelError
        If the file breaks the schema, refers to a name that is not there, says what nothing reads,
        or has a tree without a value somewhere within the ranges of its numbers; each fault with
        file, line, column and key.
    InvalidInputError
        If the file is not YAML or JSON.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed.

    Examples
    --------
    >>> from decision_analysis import study
    >>> study.load("examples/atacms/study.yaml")
    Study: Whether, how and when to transfer long-range ATACMS to Ukraine
       5 alternatives, 11 criteria, 102 judged numbers, 6 stakeholders, a tree
    """
    file = as_path("path", path)
    document = io.read(file) if file.suffix.lower() in SUFFIXES else None
    # what says of itself that it is a study, or forgot to, is judged as one
    if document is None or not _is_study(document.data):
        return study_of_data(
            bare(file),
            lambda keys: f"{file}: {joined(list(keys))}",
            file.parent,
            bounded_bytes(file, LONGEST_TEXT),
        )
    checked, _, _ = check(document, "study")
    return study_of_data(
        checked.data, checked.where, file.parent, bounded_bytes(file, LONGEST_TEXT)
    )


def _is_study(data: Any) -> bool:
    """Say whether a document is a study, and no bare table, tree, diagram or foreign file."""
    kind = data.get("kind") if isinstance(data, Mapping) else "study"
    if kind in KINDS:
        return bool(kind == "study")
    return not (is_silver_decisions(data) or is_radiant(data))

"""`load`: the study of a file."""

from __future__ import annotations

import os

from decision_analysis import io
from decision_analysis._named import named
from decision_analysis.io.own import check
from decision_analysis.study._study import Study
from decision_analysis.study._study_of_data import study_of_data


@named
def load(path: str | os.PathLike[str]) -> Study:
    """Read a study from a YAML or JSON file.

    Parameters
    ----------
    path : str or path-like
        The file; its schema is `decision_analysis.io.schema("study")`.

    Returns
    -------
    Study
        Ready to be analyzed.

    Raises
    ------
    InvalidModelError
        If the file breaks the schema or refers to a name that is not there; each fault with file,
        line, column and key.
    InvalidInputError
        If the file is not YAML or JSON.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed.

    Examples
    --------
    >>> from decision_analysis import study
    >>> study.load("examples/atacms/study.yaml")
    Study: Whether, how and when to transfer long-range ATACMS to Ukraine
       5 alternatives, 11 criteria, 124 judged numbers, 6 stakeholders
    """
    document = io.read(path)
    checked, _, _ = check(document, "study")
    return study_of_data(checked.data, checked.where)

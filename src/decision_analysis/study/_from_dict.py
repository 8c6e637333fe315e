"""`from_dict`: the study of plain data."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks, io
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import as_path, json_text, plain
from decision_analysis.io.own import check
from decision_analysis.study.model import Study
from decision_analysis.study.reading import Locate, study_of_data


@named
def from_dict(
    data: Mapping[str, Any],
    *,
    locate: Locate | None = None,
    folder: str | os.PathLike[str] = ".",
) -> Study:
    """Build a study from plain data of the form that study files have.

    Parameters
    ----------
    data : mapping
        A study document, of the form that the schema asks for.
    locate : callable, optional
        From a sequence of keys to the place to name in messages.
    folder : str or path-like
        Where the files are that the study names.

    Returns
    -------
    Study
        Ready to be analyzed.

    Raises
    ------
    InvalidModelError
        If the data break the schema, a name is unknown, missing or never read, a range is out of
        order or leaves the tree without a value, or an entry contradicts another; all faults at
        once.
    InvalidInputError
        If `data` is no mapping, `locate` no function or `folder` no path.

    Examples
    --------
    >>> from decision_analysis import io, study
    >>> document = io.read("examples/atacms/study.yaml").data
    >>> study.from_dict(document | {"decides": "presidant"})
    Traceback (most recent call last):
    decision_analysis.errors.InvalidModelError: from_dict(): 1 problem(s)
      - decides: unknown stakeholder 'presidant' (did you mean 'president'?)
    """
    _checks.mapping("data", data)
    if locate is not None and not callable(locate):
        raise InvalidInputError(
            f"locate must be a function of a sequence of keys; got {shown(locate)}"
        )
    checked, _, _ = check(io.Document(data), "study")
    copied = plain(checked.data)
    content = json_text(copied).encode("utf-8")
    return study_of_data(copied, locate or _keys, as_path("folder", folder), content)


def _keys(keys: Sequence[str | int]) -> str:
    return " > ".join(map(str, keys)) or "study"

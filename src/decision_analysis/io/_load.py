"""`load`: a JSON or YAML file as the object that it describes."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.errors import InvalidModelError
from decision_analysis.io import _sentences
from decision_analysis.io._convert import parameters_of, table_of
from decision_analysis.io._document import Document, read
from decision_analysis.io._schema import KINDS
from decision_analysis.io._validate import check
from decision_analysis.trees import Node

_BUILD: dict[str, Callable[[str, Document], Any]] = {
    "table": table_of,
    "parameters": parameters_of,
    "study": lambda where, document: document.data,
}


def load(path: str | os.PathLike[str]) -> DecisionTable | Node | Parameters | dict[str, Any]:
    """Read a table, a tree, parameters or a study from a JSON or YAML file.

    Parameters
    ----------
    path : str or path-like
        A file in UTF-8 whose name ends in .json, .yaml or .yml. Its key ``kind`` says what it holds: ``table``,
        ``tree``, ``parameters`` or ``study``; ``format`` is 1; the rest follows `schema`.

    Returns
    -------
    DecisionTable, Node, Parameters or dict
        What the file describes. Of a study it is the plain document, checked against the schema;
        `decision_analysis.study` makes a `Study` of it.

    Raises
    ------
    InvalidModelError
        If the file breaks its schema (a misspelled or missing key, text for a number), repeats a key, or describes
        something that contradicts itself: all faults, each with file, line and key.
    InvalidInputError
        If the file is not JSON or YAML, or its name ends otherwise.
    FileNotFoundError
        If there is no such file.
    MissingDependencyError
        If jsonschema is not installed, or the file is YAML and PyYAML is not.

    See Also
    --------
    save : The way back.
    read : What is accepted as JSON and YAML, and the plain data with their lines.

    Notes
    -----
    Nothing in a file is executed. Time and memory are linear in its length.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from decision_analysis import io
    >>> text = '''
    ... kind: table
    ... format: 1
    ... criteria: {price: {goal: min, unit: EUR}, comfort: {goal: max}}
    ... alternatives:
    ...   city: {price: 14, comfort: 4.1}
    ...   estate: {price: 18, comfort: 3.9}
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "cars.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     io.load(path)
    DecisionTable: 2 alternatives, 2 criteria
               price (min, EUR)  comfort (max)
       city                  14         4.1000
       estate                18         3.9000
    """
    where = "load()"
    document = read(path, where=where)
    kind = _kind(where, document)
    tree = check(where, document, kind)
    return tree if tree is not None else _BUILD[kind](where, document)


def _kind(where: str, document: Document) -> str:
    data = document.data
    if not isinstance(data, dict):
        problem = f"{document.where()}: must be a mapping with the key 'kind'; got {_sentences.got(data)}"
    elif "kind" not in data:
        problem = f"{document.where()}: missing key 'kind': one of {', '.join(map(repr, KINDS))}"
    elif data["kind"] not in KINDS:
        problem = f"{document.where(['kind'])}: {_sentences.not_one_of(data['kind'], KINDS)}"
    else:
        return str(data["kind"])
    raise InvalidModelError(where, [problem])

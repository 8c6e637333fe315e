"""`save`: a table, a result, a tree, a diagram, parameters or a study as a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from decision_analysis import _checks
from decision_analysis._limits import LONGEST_TEXT, LONGEST_YAML, MOST_DOCUMENT_ENTRIES
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, Result
from decision_analysis.diagrams import InfluenceDiagram
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import (
    SUFFIXES,
    Document,
    checked_path,
    json_text,
    plain,
    write_whole,
    yaml_text,
)
from decision_analysis.io.foreign import XmcdaProblem, silver_data, xmcda_bytes
from decision_analysis.io.own import (
    check,
    diagram_data,
    folded,
    parameters_data,
    table_data,
    tree_data,
)
from decision_analysis.io.tables import CELL_ENDINGS, cells_bytes
from decision_analysis.trees import Node

WRITTEN = {"silver_decisions": (".json",), "xmcda": (".xml",)}
"""Formats of other programs that are written, and how their files end."""


@named
def save(
    obj: DecisionTable
    | Result
    | Node
    | InfluenceDiagram
    | Parameters
    | XmcdaProblem
    | Mapping[str, Any],
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002
) -> None:
    """Write a table, a result, a tree, a diagram, parameters or a study to a file.

    Parameters
    ----------
    obj : DecisionTable, Result, Node, InfluenceDiagram, Parameters, XmcdaProblem or mapping
        What to write; a mapping is a study document, with ``kind: study``.
    path : str or path-like
        A file whose name ends in .json, .yaml or .yml; for a table or a result also in .csv, .xlsx,
        .tex or .md; for a table or a problem of XMCDA in .xml. It is written whole or not at all:
        an existing one is replaced in one step, or stays as it is. Of a symbolic link the file that
        it leads to is replaced.
    format : {None, 'silver_decisions', 'xmcda'}
        None for this library's own form, and for what the ending says; 'silver_decisions' writes a
        tree as JSON that SilverDecisions opens; 'xmcda' is XMCDA 3, as .xml is without it.

    Raises
    ------
    InvalidInputError
        If `obj` is none of these or not of those that the ending is for, the file does not end in
        .json or .xml where the format asks for it, an Excel sheet has no room, a batch has no rows
        to show in LaTeX, a tree for SilverDecisions has more than 1,000,000 nodes, a parameter has
        a distribution that is no frozen `scipy.stats` distribution with numbers as arguments (the
        message names the parameter), what stands in several places of a study would be too much, or
        the file would be too long for `load`.
    InvalidModelError
        If a study breaks the schema or holds what JSON and YAML cannot: all faults, with their
        keys. If a tree holds what SilverDecisions cannot express: samples, more than two
        attributes, a payoff of the root or beyond 2^53, a root that is an end; all of it, with
        names and paths. If a table or problem holds what XMCDA cannot: samples, units, categories
        whose order no profiles say, names with spaces at an end.
    OSError
        If the file cannot be written.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed; for CSV and Excel of a result pandas, for
        Excel openpyxl.

    See Also
    --------
    load : The way back, for all but results.
    decision_analysis.export.latex : Results in LaTeX with a caption, digits and some of the steps.

    Notes
    -----
    Numbers are written with all their digits, so that `load` gives the same ones. Time and memory
    are linear in the size of the text. A node that stands in several places of a tree is written
    once, in the table ``nodes``, and each place says ``{$node: key}``; `load` gives one shared node
    again. There stands also what is more than 20 nodes inside a tree, so that depth does not
    matter. What else stands in several places of a study is written once to YAML, with an anchor,
    and each time to JSON; more than 2,000,000 entries that are repeated are refused. So is what
    `load` would refuse: more than 16,000,000 bytes of YAML, or 64,000,000 bytes or 1,600,000
    entries of JSON; results, which are not read again, may have 20,000,000.

    Tables as CSV and Excel: heads, a row ``goal`` and a row ``unit``, and a row for each
    alternative, in the first sheet; the samples of a batch are numbered in columns before the
    alternatives. `load` gives the same table again. CSV has commas between cells and points before
    decimals, in UTF-8.

    Results: .csv holds the frame of the answer, as `to_frame` gives it; .xlsx has a sheet for that
    and one for each step that the method kept, and what they are, with method, options and sources,
    in the last, 'about'; .tex the answer and all steps under the symbols of the source; .md what
    `to_markdown` gives; .json and .yaml what `to_dict` gives. In Excel text that begins with =, +,
    - or @ stays text.

    XMCDA: what the problem holds goes into one file, the names of criteria from their descriptions.
    `load` gives it again. What it left out is not in the problem, and not written.

    For SilverDecisions the payoff of a node is written on the edge that leads to it, `trees.REST`
    as ``#``, and a place for the drawing is computed. `load` gives the same tree, except that an
    end then has all attributes, 0 where it had none. The file asks for the greatest expected value
    (of the sum, with two attributes); the program can change that. The program asks that
    probabilities sum to 1 exactly as they are written: where their decimals do not, they are
    written as fractions (1/3), or rounded to multiples of 2^-53 with the number itself beside them
    for `load`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from decision_analysis import Parameter, Parameters, io
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "parameters.json")
    ...     io.save(Parameters([Parameter("p_win", 0.5, low=0.3, high=0.6, source="Survey")]), path)
    ...     print(path.read_text(encoding="utf-8"))
    {
      "kind": "parameters",
      "format": 1,
      "parameters": {
        "p_win": {"low": 0.3, "base": 0.5, "high": 0.6, "source": "Survey"}
      }
    }
    """
    file = checked_path(path, (*SUFFIXES, *CELL_ENDINGS, ".xml"))
    ending = file.suffix.lower()
    if format is not None:
        _checks.one_of("format", format, list(WRITTEN))
        _checks.one_of(f"the ending of {str(file)!r}", ending, WRITTEN[format])
    if ending == ".xml":
        content = xmcda_bytes(obj)
    elif format is not None:
        tree = _checks.instance("obj for SilverDecisions", obj, Node)
        data = plain(silver_data(tree))
        content = json_text(data).encode("utf-8")
    elif ending in CELL_ENDINGS:
        content = cells_bytes(obj, ending)
    else:
        content = _document_bytes(obj, ending)
    write_whole({Path(os.path.realpath(file)): content})


def _document_bytes(obj: object, ending: str) -> bytes:
    """Return the content of a JSON or YAML file, which `load` must be able to read."""
    data = _data(obj)
    if isinstance(obj, Result):
        return (json_text(data) if ending == ".json" else yaml_text(data)).encode("utf-8")
    if ending == ".json":
        content, longest = json_text(data, MOST_DOCUMENT_ENTRIES).encode("utf-8"), LONGEST_TEXT
    else:
        content, longest = yaml_text(data).encode("utf-8"), LONGEST_YAML
    if len(content) > longest:
        others = ["a table may be .csv"] if isinstance(obj, DecisionTable) else []
        others += [f"JSON may have {LONGEST_TEXT:,}"] if ending != ".json" else []
        more = f" ({', '.join(others)})" if others else ""
        raise InvalidInputError(
            f"{ending} that `load` reads must not have more than {longest:,} bytes{more}; got"
            f" {len(content):,}"
        )
    return content


def _data(obj: object) -> dict[str, Any]:
    if isinstance(obj, DecisionTable):
        return plain(table_data(obj))
    if isinstance(obj, Result):
        return plain(obj.to_dict())
    if isinstance(obj, Parameters):
        return plain(parameters_data(obj))
    if isinstance(obj, Node):
        return folded(plain(tree_data(obj)))
    if isinstance(obj, InfluenceDiagram):
        return plain(diagram_data(obj))
    if _checks.is_mapping(obj) and obj.get("kind") == "study":
        document, _, _ = check(Document(plain(obj)), "study")
        return folded(document.data)
    got = (
        f"a mapping with kind {shown(obj.get('kind'))}"
        if _checks.is_mapping(obj)
        else type(obj).__name__
    )
    raise InvalidInputError(
        "obj must be a DecisionTable, a result, a tree's root, an InfluenceDiagram,"
        f" Parameters or a mapping with kind 'study' (an XmcdaProblem is for .xml); got {got}"
    )

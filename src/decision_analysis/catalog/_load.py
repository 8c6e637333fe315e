"""`load`: a published case from its file, which is package data; read when it is asked for."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources
from typing import Any

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis._named import named
from decision_analysis.catalog._case import Case
from decision_analysis.catalog._figure import last_digit
from decision_analysis.catalog._literals import arguments, resolve, table_of
from decision_analysis.catalog._names import names


@named("catalog.load()")
def load(name: str) -> Case:
    """Read a published case.

    Parameters
    ----------
    name : str
        One of `names()`.

    Returns
    -------
    Case
        With the table, weights, trees and functions built, ready to run.

    Raises
    ------
    InvalidInputError
        If there is no case of that name.

    Examples
    --------
    >>> from decision_analysis import catalog
    >>> catalog.load("tzeng_2011/topsis").expected["scores"]
    [0.5037, 0.6581, 0.7482, 0.334]
    """
    name = _checks.known("case", name, names())
    text = _text(name)
    data: dict[str, Any] = json.loads(text)
    # the same figures with all digits that the file has, such as the last zero of 0.50
    written = json.loads(text, parse_float=Decimal)["expected"]
    return Case(
        name=name,
        method=data["method"],
        inputs=ReadOnly(arguments(data.get("inputs", {}))),
        options=ReadOnly(arguments(data.get("options", {}))),
        # null stays None in expected figures, where it means that nothing is compared
        expected=ReadOnly(
            {key: resolve(figure, missing=None) for key, figure in data["expected"].items()}
        ),
        tolerance=ReadOnly(data["tolerance"]),
        source=data["source"],
        found_in=data["found_in"],
        figures_are=data["figures_are"],
        notes=data["notes"],
        table=table_of(data["table"]) if "table" in data else None,
        weights=resolve(data["weights"]) if "weights" in data else None,
        warns=tuple(data.get("warns", ())),
        units=ReadOnly(
            {key: last_digit(written[key], allowed) for key, allowed in data["tolerance"].items()}
        ),
        disputed=tuple(
            ReadOnly({key: resolve(entry, missing=None) for key, entry in dispute.items()})
            for dispute in data.get("disputed", ())
        ),
        wider=ReadOnly(data.get("wider", {})),
    )


def read(name: str) -> dict[str, Any]:
    """Return the plain data of a case."""
    data: dict[str, Any] = json.loads(_text(name))
    return data


def _text(name: str) -> str:
    folder, _, file = name.partition("/")
    return resources.files(__package__).joinpath(folder, f"{file}.json").read_text(encoding="utf-8")

"""`names`: the published cases that are there."""

from __future__ import annotations

from importlib import resources


def names() -> tuple[str, ...]:
    """List the names of all cases.

    Returns
    -------
    tuple of str
        Names '<author_year>/<case>', in alphabetical order.

    Examples
    --------
    >>> from decision_analysis import catalog
    >>> "tzeng_2011/topsis" in catalog.names()
    True
    """
    # each folder of the package is a part of the library, each file in it a case
    folders = [entry for entry in resources.files(__package__).iterdir() if entry.is_dir()]
    return tuple(
        sorted(
            f"{folder.name}/{entry.name.removesuffix('.json')}"
            for folder in folders
            for entry in folder.iterdir()
            if entry.name.endswith(".json")
        )
    )

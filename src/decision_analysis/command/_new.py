"""`new`: a study to begin with, commented line by line."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._printable import one_line
from decision_analysis.errors import InvalidInputError

KINDS = ("table", "tree", "both")
"""What there are templates of."""


@named("new")
def new(kind: str, path: str | None) -> None:
    """Print a template, or write it to a file that is not there yet."""
    _checks.known("template", kind, KINDS)
    source = resources.files("decision_analysis.study").joinpath("templates", f"{kind}.yaml")
    text = source.read_text(encoding="utf-8")
    if path is None:
        print(text, end="")
        return
    try:
        with Path(path).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InvalidInputError(f"{path!r} is there already: name a new file") from None
    print(one_line(f"wrote {path}: change it, then `decision_analysis check {path}`"))

"""`Document`: what a file says, and where; `read` makes one of a JSON or YAML file."""

from __future__ import annotations

import codecs
import dataclasses
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._builder import Place, joined, line_of
from decision_analysis.io.documents._path import as_path
from decision_analysis.io.documents._read_json import read_json
from decision_analysis.io.documents._read_yaml import read_yaml

SUFFIXES = (".json", ".yaml", ".yml")


@dataclasses.dataclass(frozen=True, eq=False)
class Document:
    """Plain data and where each entry of them stands.

    Parameters
    ----------
    data : object
        Mappings with string keys, lists, strings, finite numbers, booleans and None. What YAML
        names once by an anchor and uses in several places is one object in all of them.
    path : str
        The file, as messages name it; empty for data that come from no file.
    lines : int or tuple
        Where the entries stand, as `read` notes it; 0 for data that come from no file.

    Examples
    --------
    >>> from decision_analysis import io
    >>> io.Document({"criteria": {"price": {"goal": "min"}}}).where(["criteria", "price"])
    'criteria > price'
    """

    data: Any
    path: str = ""
    lines: Place = dataclasses.field(default=0, repr=False)

    @named
    def line(self, keys: Sequence[str | int] = ()) -> int:
        """Return the line of an entry.

        Parameters
        ----------
        keys : sequence of str or int
            Keys of mappings and positions in lists that lead to it.

        Returns
        -------
        int
            From 1; that of its key in a mapping, and of the nearest entry that leads to it where it
            is not there itself. What an alias repeats has the lines of its anchor. 0 where data
            come from no file.

        Raises
        ------
        InvalidInputError
            If `keys` is no sequence.

        Examples
        --------
        >>> from decision_analysis import io
        >>> io.Document({"criteria": {}}).line(["criteria"])
        0
        """
        return line_of(self._walk(_checks.entries("keys", keys))[0])

    @named
    def where(self, keys: Sequence[str | int] = ()) -> str:
        """Return the place of an entry for messages: file, line and keys.

        Parameters
        ----------
        keys : sequence of str or int
            Keys of mappings and positions in lists that lead to it; it need not be there.

        Returns
        -------
        str
            Such as ``study.yaml:12: alternatives > staged``.

        Raises
        ------
        InvalidInputError
            If `keys` is no sequence.

        Examples
        --------
        >>> from decision_analysis import io
        >>> io.Document({"evidence": [{}]}).where(["evidence", 0, "date"])
        'evidence[0] > date'
        """
        place, walked = self._walk(_checks.entries("keys", keys))
        text = joined(walked)
        line = line_of(place)
        if not line:
            return text or "document"
        return f"{self.path}:{line}: {text}" if text else f"{self.path}:{line}"

    def _walk(self, keys: Sequence[str | int]) -> tuple[Place, list[str | int]]:
        """Go along the keys as far as there are places.

        Positions in lists may be written as text.
        """
        place, data = self.lines, self.data
        walked: list[str | int] = []
        for given in keys:
            as_text = (
                isinstance(data, list)
                and isinstance(given, str)
                and given.isdecimal()
                and len(given) < 20
            )
            key = int(given) if as_text else given
            walked.append(key)
            try:
                data = data[key]
                place = place[1][key] if isinstance(place, tuple) else place
            except (KeyError, IndexError, TypeError):
                # an entry that is missing stands, for a message, where what should hold it stands
                data = None
                place = line_of(place)
        return place, walked


@cites("ben_kiki_evans_dot_net_2021", "bray_2017")
@named
def read(path: str | os.PathLike[str]) -> Document:
    """Read a JSON or YAML file as plain data, and remember the line of every entry.

    Parameters
    ----------
    path : str or path-like
        A file in UTF-8 whose name ends in .json, .yaml or .yml.

    Returns
    -------
    Document
        With `.data` and `.where(keys)`; what the data must hold is checked by `validate`.

    Raises
    ------
    InvalidInputError
        If the name ends otherwise, or the file is empty, not UTF-8 or not JSON or YAML: with the
        line.
    InvalidModelError
        If keys are repeated or not strings, or numbers are not finite: all of them are counted, and
        the first told with file, line and key.
    OSError
        If the file cannot be read; FileNotFoundError if there is none.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed.

    Notes
    -----
    YAML is read by the core schema of YAML 1.2: only true and false are booleans (no, yes, on and
    off are words), 1e3 is a number, dates are text. Anchors, aliases and merge keys (``<<``) work;
    tags that construct objects, aliases inside what they name, aliases that give more than
    2,000,000 entries when written out, and more than 1,000 levels of mappings and lists are
    refused; JSON may be as deep as memory allows. JSON is read strictly; neither comments nor NaN
    are JSON. Time and memory are linear in the length of the file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from decision_analysis import io
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "choice.yaml")
    ...     _ = path.write_text("options:\\n  no: {cost: 1e3}\\n", encoding="utf-8")
    ...     document = io.read(path)
    >>> document.data, document.line(["options", "no"])
    ({'options': {'no': {'cost': 1000.0}}}, 2)
    """
    return opened(path)


def opened(path: object, prepare: Callable[[str], str] | None = None) -> Document:
    """Read a JSON or YAML file, as `read` does.

    `prepare` makes YAML of what is almost that, line by line.
    """
    file = checked_path(path)
    name = str(file)
    text = text_of(file)
    if prepare is not None and file.suffix.lower() != ".json":
        text = prepare(text)
    built = read_json(text, name) if file.suffix.lower() == ".json" else read_yaml(text, name)
    if built.faults:
        raise built.faults.error()
    if built.data is None:
        raise InvalidInputError(f"{name} must hold a document; it is empty")
    return Document(built.data, name, built.place)


def checked_path(path: object, endings: Sequence[str] = SUFFIXES) -> Path:
    """Return the path of a file whose name ends as one of `endings`."""
    file = as_path("path", path)
    _checks.one_of(f"the ending of {str(file)!r}", file.suffix.lower(), endings)
    return file


def text_of(file: Path, hint: str = "") -> str:
    """Return the text of a file in UTF-8 that is not empty.

    `hint` says how to make one of another file.
    """
    raw = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # bytes are counted, as there is no text yet
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidInputError(
            f"{file}:{line}: must be UTF-8; got byte 0x{raw[error.start]:02x}{hint}"
        ) from None
    if not text.strip():
        raise InvalidInputError(f"{file} must hold a document; it is empty")
    return text

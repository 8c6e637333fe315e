"""`read`: what a JSON or YAML file says, and where."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._limits import LONGEST_TEXT, LONGEST_YAML
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._document import Document
from decision_analysis.io.documents._insertions import Insertions
from decision_analysis.io.documents._path import as_path
from decision_analysis.io.documents._place import placed, position
from decision_analysis.io.documents._read_json import read_json
from decision_analysis.io.documents._read_yaml import read_yaml

SUFFIXES = (".json", ".yaml", ".yml")


@cites("ben_kiki_evans_dot_net_2021", "bray_2017")
@named
def read(path: str | os.PathLike[str]) -> Document:
    """Read a JSON or YAML file as plain data, and remember the place of every entry.

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
        If the name ends otherwise, or the file is empty, too long, not UTF-8 or not JSON or YAML:
        with line and column.
    InvalidModelError
        If keys are repeated or not strings, or numbers are not finite: all of them are counted, and
        the first told with file, line, column and key.
    OSError
        If the file cannot be read; FileNotFoundError if there is none.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed.

    Notes
    -----
    YAML is read by the core schema of YAML 1.2: only true and false are booleans (no, yes, on and
    off are words), 1e3 is a number, dates are text. Anchors, aliases and merge keys (``<<``) work;
    tags that construct objects, anchors given twice, aliases inside what they name, aliases that
    give more than 2,000,000 entries when written out (a long text counts as one for each 64
    characters), more than 1,000 levels of mappings and lists, the directive of YAML 1.1 and the
    characters at which only that ends a line are refused; JSON may be as deep as memory allows.
    JSON is read strictly; neither comments nor NaN are JSON. Time and memory are linear in the
    length of the file, which may have 16,000,000 bytes as YAML, 64,000,000 as JSON, and 1,600,000
    entries: some 10 seconds and 0.8 GB at worst.

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
    text = _bounded_text(file)
    if file.suffix.lower() == ".json":
        built = read_json(text, name)
    else:
        prepared = text if prepare is None else prepare(text)
        insertions = None if prepared == text else Insertions(text, prepared)
        built = read_yaml(prepared, name, insertions)
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
    return _decoded(bounded_bytes(file, LONGEST_TEXT), str(file), hint, columns=False)


def bounded_bytes(file: Path, most: int, more: str = "") -> bytes:
    """Return the bytes of a file that does not have too many; `more` says what may have them.

    What is no ordinary file may have no end, or keep a reader waiting for ever.
    """
    with open(file, "rb", opener=_at_once) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            kind = "pipe" if stat.S_ISFIFO(status.st_mode) else "device"
            raise InvalidInputError(f"{file} must be an ordinary file; it is a {kind}")
        size = status.st_size
        raw = (stream.read(size + 1) or b"") if size <= most else b""
        # what the system makes up while it is read has no size before
        if len(raw) > size:
            raw += stream.read(most + 1 - len(raw)) or b""
            size = len(raw)
    if size > most:
        raise InvalidInputError(
            f"{file} must not have more than {most:,} bytes{more}; got {size:,}"
        )
    return raw


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for whoever would write to a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _bounded_text(file: Path) -> str:
    """Return the text of a JSON or YAML file that is not too long to be parsed."""
    json = file.suffix.lower() == ".json"
    most = LONGEST_TEXT if json else LONGEST_YAML
    raw = bounded_bytes(file, most, "" if json else f" (JSON may have {LONGEST_TEXT:,})")
    return _decoded(raw, str(file), "", columns=True)


def _decoded(raw: bytes, name: str, hint: str, *, columns: bool) -> str:
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # bytes are counted, as there is no text yet; what stands before in the line is UTF-8
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")
        place = placed(name, position(line, len(before) + 1)) if columns else f"{name}:{line}"
        raise InvalidInputError(
            f"{place}: must be UTF-8; got byte 0x{raw[error.start]:02x}{hint}"
        ) from None
    if not text.strip():
        raise InvalidInputError(f"{name} must hold a document; it is empty")
    return text

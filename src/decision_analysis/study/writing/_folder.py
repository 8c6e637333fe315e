"""The folder of a run's files: which a run of ours wrote, by checksums; all written together."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from decision_analysis._limits import LONGEST_TEXT
from decision_analysis.errors import LISTED, InvalidInputError
from decision_analysis.io.documents import as_path, bounded_bytes, is_name, write_whole

LIST = ".decision_analysis.json"
"""The file that names what was written, with the SHA-256 of each."""

LONGEST = 255
"""Most bytes of the name of a file."""

REPORT = 2**20
"""Bytes of a usual report with its pictures."""


def checked_folder(directory: object, names: Iterable[str], *, overwrite: bool) -> Path:
    """Return the path of a folder into which files of these names may be written.

    The folder need not exist. Refused are files that no run of ours wrote, or that were changed
    since, unless `overwrite` is true; and whatever is no file, or no folder of its own.
    """
    folder = as_path("directory", directory)
    # a link would lead out of the folder that was named
    if folder.is_symlink():
        raise InvalidInputError(
            f"directory must not be a symbolic link; got {str(folder)!r}, which leads to "
            f"{os.readlink(folder)!r}"
        )
    if folder.exists() and not folder.is_dir():
        raise InvalidInputError(f"directory must be a directory; got the file {str(folder)!r}")
    _try_to_write(folder)
    there = [name for name in (*names, LIST) if os.path.lexists(folder / name)]
    if odd := [name for name in there if not _is_file(folder / name)]:
        raise InvalidInputError(
            f"must be files in {str(folder)!r}, to be replaced; got {_listed(odd)}"
        )
    if overwrite or not there:
        return folder
    # files of ours, unchanged, may be replaced
    with _alone(folder):
        ours = written_before(folder)
        foreign = [
            name for name in there if name != LIST and not _is_ours(folder / name, ours.get(name))
        ]
    if foreign:
        raise InvalidInputError(
            "files that no run wrote, or that were changed since, are replaced only with"
            f" overwrite; {str(folder)!r} holds {_listed(foreign)}: write elsewhere, or say"
            " overwrite=True (--overwrite)"
        )
    return folder


def _try_to_write(folder: Path) -> None:
    """Write as much as a report takes into a folder, or into where it will be made, and remove it.

    Rights, a file system that takes no files and a full disk are all noticed by that.
    """
    # a link that leads nowhere is there, too
    there = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    if not there.is_dir():
        raise InvalidInputError(
            f"directory must be a directory; got {str(folder)!r} in the file {str(there)!r}"
        )
    trial = there / f".{os.urandom(4).hex()}.part"
    try:
        with trial.open("xb") as file:
            file.write(bytes(REPORT))
    except OSError as error:
        # the file is of no interest to users, but the folder is
        raise type(error)(error.errno, error.strerror, str(folder)) from None
    finally:
        with contextlib.suppress(OSError):
            trial.unlink(missing_ok=True)


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all files of a run and the list of them, or none.

    Files of the last run that are not made any more go.
    """
    made = _make(folder)
    with _alone(folder):
        _write(folder, files, made)
    return tuple(folder / name for name in files)


def _write(folder: Path, files: Mapping[str, bytes], made: Iterable[Path]) -> None:
    ours = written_before(folder)
    # what the last run made and this one does not, unless it was changed
    stale = [
        folder / name for name in ours if name not in files and _is_ours(folder / name, ours[name])
    ]
    # checksums of the new files, which are not there yet
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    try:
        # Killed between two files, the list still knows those of either run, so that the next run
        # may replace them.
        write_whole({folder / LIST: _list(_either(ours, sums))})
        new = {folder / name: content for name, content in files.items()}
        listed = _list({name: [one] for name, one in sums.items()})
        write_whole({**new, folder / LIST: listed}, remove=stale)
    except BaseException:
        _undo(folder, ours, made)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let other runs wait; the lock ends with the process.

    Systems without such locks go on without one.
    """
    handle = None
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except (ImportError, OSError):
        pass
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def written_before(folder: Path) -> dict[str, list[str]]:
    """Return the checksums of the files that runs of ours wrote into a folder."""
    try:
        if (folder / LIST).is_symlink():
            return {}
        found = json.loads(bounded_bytes(folder / LIST, LONGEST_TEXT))["files"]
        return {
            name: sums
            for name, sums in found.items()
            # the list may have been changed by others: no name may lead out of the folder
            if name == os.path.basename(name)
            and name not in ("", ".", "..")
            and isinstance(sums, list)
            if is_name(name) and len(os.fsencode(name)) <= LONGEST
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _is_ours(path: Path, sums: list[str] | None) -> bool:
    """Say whether a file is as a run of ours wrote it; a link in its place is not."""
    if sums is None or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() in sums


def _either(ours: Mapping[str, list[str]], sums: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what each file may be while it is replaced."""
    names = dict.fromkeys((*ours, *sums))
    return {name: [*ours.get(name, ()), *([sums[name]] if name in sums else ())] for name in names}


def _list(files: Mapping[str, list[str]]) -> bytes:
    """Return the content of the list of files."""
    told = {"about": "files of `decision_analysis run`, which it may replace", "files": files}
    return (json.dumps(told, indent=1) + "\n").encode("utf-8")


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there, innermost first."""
    made = []
    above = folder
    # from the innermost outward to the first folder that is there
    while not above.exists():
        made.append(above)
        above = above.parent
    # one after the other, as Python makes those above by recursion
    for path in reversed(made):
        path.mkdir(exist_ok=True)
    return made


def _undo(folder: Path, ours: Mapping[str, list[str]], made: Iterable[Path]) -> None:
    """Take back the list and the folders, as far as the system lets us."""
    try:
        if ours:
            write_whole({folder / LIST: _list(ours)})
        else:
            (folder / LIST).unlink(missing_ok=True)
        # only folders that are empty are removed
        for path in made:
            path.rmdir()
    except OSError:
        return


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(map(repr, names[:LISTED])) + more

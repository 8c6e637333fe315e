"""`write_whole`: files written beside what they replace, then put in place, all or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path


def write_whole(files: Mapping[Path, bytes], *, remove: Sequence[Path] = ()) -> None:
    """Write files, and remove others, so that after any failure everything is as it was.

    Whoever reads one meanwhile sees the old or the new one, never a part. A symbolic link is
    replaced, not followed.
    """
    # a random mark, so that two processes at once do not write the same parts
    mark = os.urandom(4).hex()
    parts: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    try:
        for i, (target, content) in enumerate(files.items()):
            parts[target] = target.with_name(f".{mark}.{i}.part")
            _write(parts[target], target, content)
        for i, target in enumerate((*files, *remove)):
            kept[target] = (
                # of several files the old ones are kept until all new ones are in place
                _kept(target, target.with_name(f".{mark}.{i}.old")) if len(files) > 1 else None
            )
        _move(parts, kept, remove)
    finally:
        for path in (*parts.values(), *kept.values()):
            if path is not None:
                path.unlink(missing_ok=True)


def _write(part: Path, target: Path, content: bytes) -> None:
    """Write a new file through to the disk, so that a full disk is noticed here.

    Modes of the old file are kept.
    """
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if target.is_file() and not target.is_symlink():
        part.chmod(target.stat().st_mode & 0o7777)


def _kept(target: Path, second: Path) -> Path | None:
    """Give what stands at a path a second name, from which it can be put back.

    None is returned where nothing stands there.
    """
    if not os.path.lexists(target):
        return None
    try:
        os.link(target, second, follow_symlinks=False)
    except (OSError, NotImplementedError):  # file systems without hard links
        if target.is_symlink():
            second.symlink_to(os.readlink(target))
        else:
            _write(second, target, target.read_bytes())
    return second


def _move(
    parts: Mapping[Path, Path], kept: Mapping[Path, Path | None], remove: Sequence[Path]
) -> None:
    """Put new files in their places; if that fails or is interrupted, put back the old ones."""
    done: list[Path] = []
    try:
        for target, part in parts.items():
            # noted first: whatever happens in between, it will be put back
            done.append(target)
            part.replace(target)
        for target in remove:
            done.append(target)
            target.unlink(missing_ok=True)
    except BaseException:
        if len(parts) > 1:
            for target in done:
                with contextlib.suppress(OSError):
                    _put_back(target, kept[target])
        raise


def _put_back(target: Path, second: Path | None) -> None:
    if second is None:
        target.unlink(missing_ok=True)
    else:
        os.replace(second, target)

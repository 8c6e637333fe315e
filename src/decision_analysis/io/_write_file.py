"""Text to a file in one step."""

from __future__ import annotations

import os
from pathlib import Path


def write_file(path: Path, text: str) -> None:
    """Write a file in one step: readers see the old one or the new one, never a part."""
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        part.write_bytes(text.encode("utf-8"))
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)

"""Puts the fragments of this folder into CHANGELOG.md under a new version, or prints them."""

import sys
from pathlib import Path

KINDS = ("added", "corrected", "changed", "deprecated", "removed")


def fragments(folder: Path) -> dict[str, list[Path]]:
    """Return the fragments by kind, each kind in the order of names; refuse any other file."""
    found: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        what, _, kind = path.stem.rpartition(".")
        if not what or kind not in KINDS:
            raise SystemExit(f"{path.name}: must be <what>.<kind>.md, with a kind of {KINDS}")
        if not path.read_text(encoding="utf-8").strip():
            raise SystemExit(f"{path.name}: is empty")
        found[kind].append(path)
    return found


def section(version: str, folder: Path) -> str:
    """Return the part of the change log that the fragments make."""
    parts = [f"## {version}\n"]
    for kind, paths in fragments(folder).items():
        if paths:
            entries = (path.read_text(encoding="utf-8").strip() for path in paths)
            bullets = "\n".join("- " + entry.replace("\n", "\n  ") for entry in entries)
            parts.append(f"### {kind.capitalize()}\n\n{bullets}\n")
    return "\n".join(parts)


def assemble(version: str, folder: Path, log: Path) -> None:
    """Write the section above the latest one, and remove the fragments."""
    text = log.read_text(encoding="utf-8")
    head, mark, rest = text.partition("## ")
    log.write_text(f"{head}{section(version, folder)}\n{mark}{rest}", encoding="utf-8")
    for paths in fragments(folder).values():
        for path in paths:
            path.unlink()


if __name__ == "__main__":
    here = Path(__file__).parent
    if len(sys.argv) > 1:
        assemble(sys.argv[1], here, here.parent / "CHANGELOG.md")
    else:
        print(section("(next)", here))

"""The command line: run or check a study file, list the methods, cite them."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
import textwrap
import time
from collections.abc import Sequence

import decision_analysis as da
from decision_analysis import _checks, _render
from decision_analysis._cited import texts_of
from decision_analysis._named import named
from decision_analysis.errors import DecisionAnalysisError, MissingDependencyError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 2 the input was refused."""
    parser = argparse.ArgumentParser(
        prog="decision_analysis", description="Decision analysis from the command line."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {da.__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="analyze a study file and print the answer")
    run.add_argument("study", help="a YAML or JSON study file")
    run.add_argument("--out", metavar="DIR", help="also write Markdown, JSON and PNG files there")
    run.add_argument(
        "--overwrite", action="store_true", help="replace files there that no earlier run wrote"
    )
    check = commands.add_parser("check", help="check a study file and list all its faults")
    check.add_argument("study", help="a YAML or JSON study file")
    commands.add_parser("methods", help="list the methods")
    cite = commands.add_parser("cite", help="print the sources of methods")
    cite.add_argument("method", nargs="+", help="names as 'methods' prints them")
    given = parser.parse_args(arguments)
    try:
        if given.command == "run":
            _run(given.study, given.out, given.overwrite)
        elif given.command == "check":
            print(f"{given.study}: no faults\n{da.study.load(given.study)!r}")
        elif given.command == "methods":
            print(_methods())
        else:
            print("\n".join(_cite(name) for name in given.method))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        # Python flushes standard output when it ends, and would fail once more on the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (DecisionAnalysisError, OSError) as error:
        print(f"decision_analysis: {error}", file=sys.stderr)
        return 2
    return 0


def _run(path: str, out: str | None, overwrite: bool) -> None:
    start = time.monotonic()

    def progress(done: int, total: int, what: str) -> None:
        print(
            f"[{done}/{total}] {time.monotonic() - start:5.1f} s  {what}",
            file=sys.stderr,
            flush=True,
        )

    study = da.study.load(path)
    if out is not None:
        _writable(out, overwrite)  # before the work, not after it
        pictures = _drawable()
    print(study.notice, end="\n\n", flush=True)
    analysis = da.study.analyze(study, progress=progress)
    print(analysis.to_text())
    if out is not None:
        progress(analysis.n_steps, analysis.n_steps, f"writing {out}")
        for written in da.study.write(analysis, out, overwrite=overwrite, pictures=pictures):
            print(f"wrote {written}")


@named("run")
def _writable(out: str, overwrite: bool) -> None:
    from decision_analysis.study.writing import NAMES, checked_folder

    checked_folder(out, NAMES, overwrite=overwrite)


@named("run --out")
def _drawable() -> bool:
    """Say whether pictures can be drawn; where they cannot, tell how they could."""
    from decision_analysis.study.writing import drawing

    try:
        drawing()
    except MissingDependencyError as error:
        print(f"decision_analysis: no pictures: {error}", file=sys.stderr, flush=True)
        return False
    return True


FAMILIES = (
    "mcda",
    "weights",
    "trees",
    "uncertainty",
    "sensitivity",
    "voi",
    "robustness",
    "group",
    "evidence",
    "timing",
    "ranking",
)


def _functions() -> dict[str, object]:
    """Return the public functions of the families that cite a source or take a table, by name."""
    found = {
        f"{family}.{name}": getattr(getattr(da, family), name)
        for family in FAMILIES
        for name in _names(family)
    }
    return {name: function for name, function in found.items() if inspect.isfunction(function)}


def _names(family: str) -> list[str]:
    # they are public, but read or write data and are no methods
    converters = {"from_dict", "to_dict", "to_arrays"}
    return [name for name in getattr(da, family).__all__ if name not in converters]


def _methods() -> str:
    rows = [
        [name, (inspect.getdoc(function) or "").partition("\n")[0]]
        # the summary alone, which is the first line of every docstring
        for name, function in _functions().items()
    ]
    return _render.text_table(["method", ""], rows, indent=0)


@named("cite")
def _cite(name: str) -> str:
    functions = _functions()
    # by its full name, or alone where one family has it
    matches = [full for full in functions if name in (full, full.partition(".")[2])]
    full = matches[0] if matches else _checks.known("method", name, list(functions))
    function = functions[full]
    entries = texts_of(function) or ("no publication: an elementary procedure",)
    return f"{full}\n" + "\n\n".join(_indented(entry) for entry in entries)


def _indented(text: str) -> str:
    return textwrap.fill(
        text,
        100,
        initial_indent="   ",
        subsequent_indent="   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


if __name__ == "__main__":
    sys.exit(main())

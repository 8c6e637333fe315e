"""The command line: run or check a file, begin or compare studies, list and cite the methods."""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # no more than these is loaded before an interrupt is awaited
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from types import FrameType


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    It is 0 where all is done, 1 where a figure is missed, 2 where something is refused, 3 where we
    fail, and 128 more than the number of the signal that ended it.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        kept = signal.signal(signal.SIGINT, _stop) if usual else None
    except ValueError:  # only the main thread may say what signals do
        kept = None
    try:
        # not from the package, which would load all others to say what else may be meant
        import decision_analysis.command as command
    finally:
        if kept is not None:
            signal.signal(signal.SIGINT, kept)
    return command.guarded(
        lambda: _do(_parser().parse_args(given)), trace="--traceback" in given[:1]
    )


def _stop(number: int, frame: FrameType | None) -> None:
    """End the process in one line while packages load, and nothing is written.

    An exception would go through code of others there that shows it, or takes it for another.
    """
    try:
        os.write(2, b"decision_analysis: interrupted\n")
    finally:  # though nobody listens
        os._exit(128 + number)


def _do(given: argparse.Namespace) -> int:
    import decision_analysis.command as command

    if given.command == "run":
        command.run(
            given.file,
            given.out,
            overwrite=given.overwrite,
            full=given.full,
            samples=given.samples,
            seed=given.seed,
        )
    elif given.command == "check":
        return command.check(given.file)
    elif given.command == "new":
        kind, file = given.kind, given.file
        # the kind may be left out: `new my.yaml`
        if file is None and "." in kind:
            kind, file = "table", kind
        command.new(kind, file)
    elif given.command == "schema":
        command.schema()
    elif given.command == "diff":
        command.diff(given.before, given.after)
    elif given.command == "methods":
        print(command.methods())
    elif given.command == "reproduce":
        return command.reproduce(given.case)
    else:
        print("\n".join(command.cite(name) for name in given.method))
    return 0


def _parser() -> argparse.ArgumentParser:
    import argparse

    from decision_analysis._limits import MOST_STUDY_SAMPLES
    from decision_analysis._version import __version__

    parser = argparse.ArgumentParser(
        allow_abbrev=False,  # as --traceback is looked for before the arguments are read
        prog="decision_analysis",
        description="Decision analysis from the command line.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--traceback", action="store_true", help="show where a fault of ours is")
    commands = parser.add_subparsers(dest="command", required=True)
    file = "a study, or a bare table, tree or diagram"
    run = commands.add_parser("run", help="analyze a file and print the summary")
    run.add_argument("file", help=file)
    run.add_argument("--out", metavar="DIR", help="write a page, Markdown, JSON, CSV and PNG there")
    run.add_argument(
        "--overwrite", action="store_true", help="replace files there that no earlier run wrote"
    )
    run.add_argument("--full", action="store_true", help="print all tables")
    run.add_argument(
        "--samples", type=_count(2, MOST_STUDY_SAMPLES), metavar="N", help="how many samples"
    )
    run.add_argument("--seed", type=_count(0, 2**63), metavar="N", help="of all random streams")
    check = commands.add_parser("check", help="check a file and list all its faults")
    check.add_argument("file", help=file)
    new = commands.add_parser("new", help="print or write a commented template")
    new.add_argument("kind", nargs="?", default="table", metavar="{table,tree,both}")
    new.add_argument("file", nargs="?", help="a new file")
    commands.add_parser("schema", help="print the JSON Schema of studies, for editors")
    diff = commands.add_parser("diff", help="explain what moved between two studies")
    diff.add_argument("before")
    diff.add_argument("after")
    commands.add_parser("methods", help="list the methods")
    cite = commands.add_parser("cite", help="print the sources of methods")
    cite.add_argument("method", nargs="+", help="names as 'methods' prints them")
    reproduce = commands.add_parser("reproduce", help="compute published cases again, one or all")
    reproduce.add_argument("case", nargs="?")
    return parser


def _count(least: int, most: int) -> type:
    """Return what reads a whole number from an argument, or says what it must be."""

    import argparse

    def whole(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                f"must be a whole number from {least:,} to {most:,}; got {text!r}"
            )
        return number

    return whole  # type: ignore[return-value]


if __name__ == "__main__":
    sys.exit(main())

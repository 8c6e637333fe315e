"""What pages on studies share: the files that they show, and commands run on these."""

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path

from decision_analysis.__main__ import main

SHOWN = re.compile(
    r"^```\w+\n(# (\S+\.(?:yaml|csv)).*?\n)(.*?)^```$", flags=re.DOTALL | re.MULTILINE
)


class Shelf:
    """A folder with the files that a page shows, in which its commands run."""

    def __init__(self, page):
        text = Path(page).read_text(encoding="utf-8")
        self.files = {}
        for first, name, rest in SHOWN.findall(text):
            # a line of a table is no comment; in YAML it keeps the numbers of lines
            self.files[name] = rest if name.endswith(".csv") else first + rest
        self.back = os.getcwd()
        self.folder = tempfile.TemporaryDirectory()
        os.chdir(self.folder.name)
        for name, text in self.files.items():
            Path(name).write_text(text, encoding="utf-8")

    def close(self):
        """Return to where the page stands."""
        os.chdir(self.back)
        self.folder.cleanup()


def shell(*arguments, status=0):
    """Run a command and print what it says; another exit status than this is an error."""
    with contextlib.redirect_stderr(sys.stdout):
        told = main(arguments)
    if told != status:
        raise RuntimeError(f"{arguments}: exit status {told}")


def run(*arguments, lines=None):
    """Run a study and print the answer, or its first lines, without the progress."""
    with (
        contextlib.redirect_stderr(io.StringIO()) as progress,
        contextlib.redirect_stdout(io.StringIO()) as answer,
    ):
        told = main(["run", *arguments])
    if told:
        raise RuntimeError(f"{arguments}: exit status {told}\n{progress.getvalue()}")
    shown = answer.getvalue().splitlines()
    print("\n".join(shown if lines is None or len(shown) <= lines else [*shown[:lines], "..."]))

"""Pages of the documentation, run as readers copy them."""

import re

CELL = re.compile(r"^```\{code-cell\} ipython3\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEAD = re.compile(r"\A(?:---\n(?:.*\n)*?---\n|(?::.*\n)+)")


def run(page):
    """Run the cells of a page that its readers see, and return what they define."""
    found = {}
    for cell in CELL.findall(page.read_text(encoding="utf-8")):
        if "remove-cell" not in cell:
            exec(compile(HEAD.sub("", cell), page.name, "exec"), found)
    return found

"""Prints the lowest versions that pyproject.toml states, as pip wants them: `numpy==1.26 ...`."""

import itertools
import re
import sys
import tomllib
from pathlib import Path

STATED = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)$")


def main(*tools: str) -> str:
    """Return the core's dependencies and the named tools of the extras, each at its lower bound."""
    text = Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    extras = itertools.chain.from_iterable(project["optional-dependencies"].values())
    stated = filter(None, map(STATED.fullmatch, [*project["dependencies"], *extras]))
    bounds = {match[1]: match[2] for match in stated}
    core = [STATED.fullmatch(entry)[1] for entry in project["dependencies"]]
    return " ".join(f"{name}=={bounds[name]}" for name in [*core, *tools])


if __name__ == "__main__":
    print(main(*sys.argv[1:]))

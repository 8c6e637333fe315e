"""Prints the lowest versions that pyproject.toml states, as pip wants them: `numpy==1.26 ...`."""

import re
import sys
import tomllib
from pathlib import Path

STATED = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)$")


def main(*tools: str) -> str:
    """Return the core's dependencies and the named tools of the extras, each at its lower bound."""
    project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"]
    bounds = {}
    for entry in [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]:
        if stated := STATED.fullmatch(entry):
            bounds[stated[1]] = stated[2]
    core = [STATED.fullmatch(entry)[1] for entry in project["dependencies"]]
    return " ".join(f"{name}=={bounds[name]}" for name in [*core, *tools])


if __name__ == "__main__":
    print(main(*sys.argv[1:]))

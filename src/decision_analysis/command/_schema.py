"""`schema`: the JSON Schema of study files, and the line by which editors find it."""

from __future__ import annotations

import json
import sys

import decision_analysis as da

EDITOR = "# yaml-language-server: $schema=study.schema.json"
"""First line of a study file for editors with the YAML language server."""


def schema() -> None:
    """Print the schema; on the error stream, what to do with it."""
    print(json.dumps(da.io.schema("study"), indent=2, ensure_ascii=False))
    print(
        "Save it as study.schema.json beside your study, and begin the study with this line; an"
        f" editor with the YAML language server then completes and checks it:\n{EDITOR}",
        file=sys.stderr,
    )

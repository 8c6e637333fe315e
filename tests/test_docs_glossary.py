"""The glossary has each public parameter's name once, and no other."""

import inspect
import re

from test_bad_input import LEFT_OUT, PUBLIC, only_the_library_makes

HIDDEN = ("made by", "called by the library", "for engines")
"""How reasons begin for which users do not call something, though it is public."""


def public_parameters():
    found = set()
    for name, value in PUBLIC.items():
        hidden = LEFT_OUT.get(name, "").startswith(HIDDEN) or only_the_library_makes(name, value)
        if not hidden:
            found |= set(inspect.signature(value).parameters) - {"self"}
    return found


def test_every_parameter_is_a_word_of_the_glossary(pytestconfig):
    text = (pytestconfig.rootpath / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .+ \|$", text, re.MULTILINE)
    assert rows == sorted(set(rows))
    assert set(rows) == public_parameters()

"""A solution in print: its options in words, and a row for each state of what they depend on."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from decision_analysis import _render
from decision_analysis.diagrams.factors import Policy, Rule, TooLargeError
from decision_analysis.diagrams.model import InfluenceDiagram

HEADERS = ("choice", "where", "option")
USUAL = {"goal": "max", "recall": True, "method": "exact"}
SHOWN = 4


def options_in_words(parameters: Mapping[str, Any]) -> str:
    """Write the options of a call that are not the usual ones."""
    unusual = {k: v for k, v in parameters.items() if k != "policy" and USUAL.get(k) != v}
    options = _render.options(unusual)
    more = [f"{k}={parameters[k]}" for k in ("cvar", "chance") if k in parameters]
    known = [f"{name} {state}" for name, state in parameters.get("evidence", {}).items()]
    if known:
        more.append(f"given {', '.join(known[:SHOWN] + ['...'] * (len(known) > SHOWN))}")
    if not more:
        return options
    limits = ", ".join(more)
    return f"{options[:-1]}, {limits})" if options else f"  ({limits})"


def rows(diagram: InfluenceDiagram, rules: Mapping[str, Rule]) -> Iterator[list[_render.Cell]]:
    """Yield a row for each option that is taken."""
    for name, policy in _brief(diagram, rules).items():
        for key, option in policy.items():
            where = ", ".join(f"{n} {label}" for n, label in zip(policy.known, key, strict=True))
            yield [name, where, option]


def first_rows(
    diagram: InfluenceDiagram, rules: Mapping[str, Rule], most: int
) -> tuple[list[list[_render.Cell]], str]:
    """Return the first rows, and how many more there are."""
    # One more than are shown tells whether there are more, without counting them all.
    found = list(itertools.islice(rows(diagram, rules), most + 1))
    if len(found) <= most:
        return found, ""
    try:
        count = sum(map(len, _brief(diagram, rules).values()))
    except TooLargeError:
        return found[:most], "... and more"
    return found[:most], _render.more(count - most)


def _brief(diagram: InfluenceDiagram, rules: Mapping[str, Rule]) -> dict[str, Policy]:
    """Return the policy of each choice by what its option depends on, not by all that is known."""
    brief = {name: dataclasses.replace(rule, known=rule.variables) for name, rule in rules.items()}
    return {name: Policy(diagram, rule) for name, rule in brief.items()}

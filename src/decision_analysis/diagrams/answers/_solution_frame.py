"""The data frame of a solution: a row for each choice and state of what its option depends on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core.parts import long_frame, words
from decision_analysis.diagrams.factors import Rule, possible_in_samples
from decision_analysis.diagrams.model import InfluenceDiagram

if TYPE_CHECKING:
    import pandas


def frame(
    pd: Any, diagram: InfluenceDiagram, rules: Mapping[str, Rule], value: FloatArray
) -> pandas.DataFrame:
    """Return the options by choice, and what the diagram is worth in the sample.

    The index is the choice, below a level for each sample axis. A sample has no row for a state
    that is impossible in it; a diagram without choices has one row.
    """
    shape = np.shape(value)
    choices: list[str] = []
    columns: dict[str, list[Any]] = {"where": [], "option": []}
    possible: list[Any] = []
    for name, rule in rules.items():
        sizes = tuple(len(diagram.states(n)) for n in rule.variables)
        # A state counts for each sample by itself, as a probability may be 0 in some of them.
        there = possible_in_samples(diagram, rule.variables)
        options = np.broadcast_to(words(diagram.states(name))[rule.options], (*sizes, *shape))
        for state in np.argwhere(there.reshape(*sizes, -1).any(axis=-1)):
            known = zip(rule.variables, state, strict=True)
            choices.append(name)
            columns["where"].append(", ".join(f"{n} {diagram.states(n)[i]}" for n, i in known))
            columns["option"].append(options[tuple(state)])
            possible.append(there[tuple(state)])
    if not choices:
        # Without choices one row stands for the diagram.
        choices, columns, possible = [""], {"where": [""], "option": [""]}, [True]
    columns["value of the diagram"] = [value] * len(choices)
    return long_frame(pd, shape, "choice", choices, columns, possible)

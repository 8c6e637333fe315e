"""The strategies of a study's tree as a table, each named in few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from decision_analysis import _checks, trees
from decision_analysis._limits import MOST_WRITTEN_OPTIONS
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.by_strategy import NOTHING


def strategies_table(
    root: Any, criteria: Sequence[Criterion], statistic: Any = "mean"
) -> DecisionTable:
    """Return a statistic of the strategies' performances, by default the mean."""
    # the strategies of one flat tree, in the same order as their names below
    tree = trees.to_arrays(root)
    found = trees.strategies(tree)
    written = sum(map(len, found))
    if written > MOST_WRITTEN_OPTIONS:
        raise InvalidInputError(
            f"strategies must have at most {MOST_WRITTEN_OPTIONS:,} options in all to be"
            f" written out; {len(found):,} strategies have {written:,}"
        )
    table = trees.consequences(tree, criteria, statistic=statistic)
    words = [_in_words(each) for each in found]
    # few words may mean several strategies, as they name only the last of the outcomes
    twice = set(_checks.repeats(words))
    labels = [each.label if w in twice else w for each, w in zip(found, words, strict=True)]
    return DecisionTable(table.values, table.criteria, labels)


def _in_words(strategy: trees.Strategy) -> str:
    """Write a strategy: 'wait; staged if it rains; full if it shines'.

    The paths are written out where different options follow outcomes of the same name.
    """
    words: list[str] = []
    after: dict[str, list[str]] = {}
    chosen = dict(strategy.items())
    for path, option in chosen.items():
        # first, or right after another decision: no chance lies between that it depends on
        if not path or chosen.get(path[:-1]) == path[-1]:
            words.append(option)
        else:
            after.setdefault(option, []).append(path[-1])
    if _checks.repeats(name for seen in after.values() for name in set(seen)):
        return strategy.label
    for option, seen in after.items():
        words.append(option if len(after) == 1 else f"{option} if {' or '.join(seen)}")
    return "; ".join(words) or NOTHING

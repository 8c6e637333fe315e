"""The option `ranking`: a complete or partial ranking of alternatives, as groups, best first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import competition_ranks
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.learning._references import refuse_many


def groups_of(alternatives: Sequence[str], ranking: Any) -> list[tuple[int, ...]]:
    """Return positions of alternatives in groups that tie, best group first.

    Within a group they stand in the order of their labels, so that the order of the table is
    without effect.
    """
    if _is_ordered(ranking):
        groups = _of_labels(alternatives, ranking)
    else:
        groups = _of_ranks(alternatives, ranking)
    count = sum(map(len, groups))
    if count < 2:
        raise InvalidInputError("ranking must name at least two alternatives")
    refuse_many("ranking", count)
    return [tuple(sorted(group, key=alternatives.__getitem__)) for group in groups]


def ranks_of(alternatives: Sequence[str], groups: Sequence[tuple[int, ...]]) -> dict[str, int]:
    """Return the ranks of the alternatives in groups, 1 for the best, by label."""
    before = itertools.accumulate(map(len, groups), initial=1)
    return {
        alternatives[place]: rank
        for rank, group in zip(before, groups, strict=False)
        for place in group
    }


def _is_ordered(ranking: Any) -> bool:
    """Say whether these are labels, best first, and not ranks."""
    if not isinstance(ranking, list | tuple) or not ranking or _labelled.has_labels(ranking):
        return False
    return any(isinstance(entry, str | list | tuple) for entry in ranking)


def _of_labels(alternatives: Sequence[str], ranking: Sequence[Any]) -> list[tuple[int, ...]]:
    """Return groups from labels, best first, in which a tuple holds labels that tie."""
    place = {label: i for i, label in enumerate(alternatives)}
    ties = [
        [entry] if isinstance(entry, str) else _checks.entries("a tie in ranking", entry)
        for entry in ranking
    ]
    every = (label for labels in ties for label in labels)
    named = _checks.all_known("alternative in ranking", every, alternatives)
    known = iter(named)
    groups = [tuple(place[name] for name in itertools.islice(known, len(tie))) for tie in ties]
    if repeated := _checks.repeats(named):
        raise InvalidInputError(
            f"ranking must name each alternative once; {_checks.listed(repeated)} twice"
        )
    return [group for group in groups if group]


def _of_ranks(alternatives: Sequence[str], ranking: Any) -> list[tuple[int, ...]]:
    """Return groups from ranks, 1 for the best; a mapping may name some alternatives only."""
    if isinstance(ranking, dict) or _labelled.is_series(ranking):
        found = _labelled.by_name(
            "ranking", ranking, alternatives, each="alternative", partial=True
        )
        labels = list(found)
        ranks = np.array([_checks.number(f"rank of {a!r}", r) for a, r in found.items()])
    else:
        ranks, _ = _read_rows.row("ranking", ranking, alternatives, of="ranks")
        labels = list(alternatives)
        if ranks.shape != (len(alternatives),):
            raise InvalidInputError(
                f"ranking must have one rank for each of {_checks.listed(labels)}; got shape"
                f" {ranks.shape}"
            )
    place = {label: i for i, label in enumerate(alternatives)}
    if not len(ranks):
        return []
    groups: dict[int, list[int]] = {}
    for label, rank in zip(
        labels, competition_ranks(ranks, higher_is_better=False).tolist(), strict=True
    ):
        groups.setdefault(rank, []).append(place[label])
    return [tuple(groups[rank]) for rank in sorted(groups)]

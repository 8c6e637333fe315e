"""Winners by voting rules, and files of elections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


def _profile(ranks: np.ndarray, counts: Sequence[int]) -> Any:
    from pref_voting.profiles import Profile
    from pref_voting.profiles_with_ties import ProfileWithTies

    size = ranks.shape[1]
    if all(len(set(row)) == size for row in ranks.tolist()):
        return Profile([np.argsort(row).tolist() for row in ranks], list(counts))
    return ProfileWithTies([dict(enumerate(row)) for row in ranks.tolist()], list(counts))


@peer("pref_voting")
def prefvoting_schulze(ranks: np.ndarray, counts: Sequence[int], strength: str) -> set[int]:
    """Return the winners of the beat-path method by margins or by winning votes."""
    from pref_voting.margin_based_methods import beat_path

    profile = _profile(ranks, counts)
    measure = profile.support if strength == "winning votes" else profile.margin
    return set(map(int, beat_path(profile, strength_function=measure)))


@peer("pref_voting")
def prefvoting_ranked_pairs(ranks: np.ndarray, counts: Sequence[int]) -> set[int]:
    """Return the winner of ranked pairs whose ties go by the order of the alternatives."""
    from pref_voting.margin_based_methods import ranked_pairs_tb

    return set(map(int, ranked_pairs_tb(_profile(ranks, counts))))


@peer("pref_voting")
def prefvoting_instant_runoff(
    ranks: np.ndarray, counts: Sequence[int], order: Sequence[int] | None = None
) -> set[int]:
    """Return the winners of instant runoff: ties leave together, or the last of an order."""
    from pref_voting.iterative_methods import instant_runoff, instant_runoff_tb

    profile = _profile(ranks, counts)
    if order is None:
        return set(map(int, instant_runoff(profile)))
    # its tie-breaker names first who leaves first
    return set(map(int, instant_runoff_tb(profile, tie_breaker=list(order)[::-1])))


@peer("preflibtools")
def preflibtools_file(orders: Sequence[Sequence[tuple[int, ...]]], path: Path) -> list[Any]:
    """Write orders of numbers, and return what it reads of the file: pairs of count and order."""
    from preflibtools.instances import OrdinalInstance

    instance = OrdinalInstance()
    instance.append_order_list([tuple(order) for order in orders])
    instance.write(str(path))
    again = OrdinalInstance(str(path))
    names = again.alternatives_name
    return [
        (again.multiplicity[order], tuple(tuple(names[i] for i in place) for place in order))
        for order in again.orders
    ]


@peer("pysensmcda")
def pysensmcda_borda(ranks: np.ndarray) -> np.ndarray:
    """The ranks of the alternatives by Borda's count, from rankings (K, A)."""
    from pysensmcda.compromise import borda

    return np.asarray(borda(ranks.T))

"""Weights from data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crosscheck import peers
from crosscheck.pairs._pair import Pair, more_than_three, several_best
from decision_analysis import weights


def shares(name: str, **options: Any) -> Callable[[Any, Any], Any]:
    """Return our weights from data by name."""
    return lambda table, _: getattr(weights, name)(table, **options).weights


def of_weights(ours: str, peer: Any, theirs: str = "", takes: str = "", **more: Any) -> Pair:
    """Return a pair of weights from data."""
    return Pair(ours, peer, shares(ours), lambda p: peer(theirs or ours, p), takes, **more)


PAIRS = [
    of_weights("angle", peers.pymcdm_weights),
    of_weights("cilos", peers.pymcdm_weights, where=several_best),
    of_weights("critic", peers.pymcdm_weights, costs=0, where=more_than_three),
    of_weights("entropy", peers.pymcdm_weights, takes="c"),
    of_weights("equal", peers.pymcdm_weights, takes="cz"),
    of_weights("gini", peers.pymcdm_weights, takes="cz"),
    of_weights("idocriw", peers.pymcdm_weights, where=several_best),
    of_weights("lopcow", peers.pymcdm_weights, takes="z"),
    of_weights("merec", peers.pymcdm_weights, takes="c"),
    of_weights("standard_deviation", peers.pymcdm_weights, takes="cz"),
    of_weights("angle", peers.pyrepo_weights, costs=0),
    of_weights("cilos", peers.pyrepo_weights, takes="b", where=several_best),
    of_weights("coefficient_of_variation", peers.pyrepo_weights, "coeff_var", "cz"),
    of_weights("critic", peers.pyrepo_weights, costs=0, takes="z", where=more_than_three),
    of_weights("entropy", peers.pyrepo_weights, takes="cz"),
    of_weights("equal", peers.pyrepo_weights, takes="cz"),
    of_weights("gini", peers.pyrepo_weights, takes="cz"),
    of_weights("idocriw", peers.pyrepo_weights, takes="b", where=several_best),
    of_weights("merec", peers.pyrepo_weights, takes="c"),
    of_weights("standard_deviation", peers.pyrepo_weights, "std", "cz"),
    of_weights("critic", peers.skcriteria_weights, takes="z", where=more_than_three),
    of_weights("entropy", peers.skcriteria_weights, takes="cz"),
    of_weights("equal", peers.skcriteria_weights, takes="cz"),
    of_weights("gini", peers.skcriteria_weights, takes="cz"),
    of_weights("merec", peers.skcriteria_weights, takes="c"),
    of_weights("standard_deviation", peers.skcriteria_weights, "std", "cz"),
    # these two add 1e-9 and 1e-10 where they divide
    of_weights("merec", peers.pydecision, takes="c", tolerance=1e-6),
    of_weights("critic", peers.pydecision, takes="z", tolerance=1e-6, where=more_than_three),
    of_weights("cilos", peers.pydecision, costs=0, where=several_best),
]

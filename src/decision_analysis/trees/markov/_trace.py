"""`trace`: how many of a cohort are in each stage, cycle by cycle."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._cited import cites
from decision_analysis._limits import MOST_CYCLES
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import along
from decision_analysis.trees.markov._stages import Stages, fixed_of, read, sample_shape, start_of
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import UNDECIDED, reach, reached


@cites("sonnenberg_beck_1993")
@named
def trace(
    stages: Mapping[str, NodeLike],
    *,
    cycles: int,
    start: str | Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
) -> FloatArray:
    """Return how many of a cohort enter each stage, cycle by cycle.

    Parameters
    ----------
    stages : mapping of str to node
        The tree of each stage, by name, with `Again` at the leaves where it goes on at a stage.
    cycles : int
        How many times the cohort goes on.
    start : str, mapping or Series, optional
        The stage in which all begin, or how many begin in each {stage: number or samples}; all in
        the first stage where not given.
    policy : mapping, optional
        Options {stage: {path: option}} of the decisions that can be met, such as `.policy` of
        `recur`; needed where there are any.

    Returns
    -------
    ndarray of float, shape (..., cycles + 1, stages)
        Shares, or numbers, that enter each stage, in the order of `stages`; row 0 is the start.
        What comes to an end is no longer counted: a stage that leads to itself, such as 'dead',
        keeps count of it.

    Raises
    ------
    InvalidModelError
        If the stages are faulty or go on at one that is not there.
    InvalidInputError
        If a stage is unknown, a number is negative or not finite, a decision has no option, or the
        policy names what is not there.

    See Also
    --------
    recur : What the stages are worth.

    Notes
    -----
    Discounts do not count here. Takes time in proportion to cycles, leaves and samples, after one
    pass over the nodes.

    Examples
    --------
    Sonnenberg and Beck's heart valve, 10,000 patients:

    >>> from decision_analysis.trees import Again, Chance, trace
    >>> well, disabled, dead = Again("well"), Again("disabled"), Again("dead")
    >>> stages = {
    ...     "well": Chance(
    ...         "year", {"well": (0.6, well), "disabled": (0.2, disabled), "dead": (0.2, dead)}
    ...     ),
    ...     "disabled": Chance("year", {"disabled": (0.6, disabled), "dead": (0.4, dead)}),
    ...     "dead": dead,
    ... }
    >>> trace(stages, cycles=2, start={"well": 10_000}).round(6)
    array([[10000.,     0.,     0.],
           [ 6000.,  2000.,  2000.],
           [ 3600.,  2400.,  4000.]])
    """
    laid = read(stages)
    count = _checks.integer("cycles", cycles, high=MOST_CYCLES)
    begin = _begin(laid, start)
    with np.errstate(over="ignore"):
        _checks.all_finite("the sum of start", begin.sum(axis=0))
    chosen = fixed_of(laid, policy)
    tree = laid.tree
    met = tree._decisions[reached(tree, chosen)[tree._decisions] & (chosen == UNDECIDED)]
    if len(met):
        raise InvalidInputError(
            f"policy must have an option for each decision; missing {tree._place(int(met[0]))}"
        )
    # the share of a stage's cohort that reaches each leaf
    shares = reach(tree, chosen)[laid.leaves]
    shape = sample_shape(tree=shares.shape[1:], start=begin.shape[1:])
    shares = along(shares, 1 + len(shape))
    size = (count + 1) * len(laid.names) * math.prod(shape)
    _checks.room(f"the numbers of {count:,} cycles", size)
    found = np.zeros((count + 1, len(laid.names), *shape))
    found[0] = along(begin, 1 + len(shape))
    # a cycle: those in a stage go on at the stages of its leaves
    for cycle in range(count):
        np.add.at(found[cycle + 1], laid.targets, shares * found[cycle, laid.owners])
    return read_only(np.moveaxis(found, (0, 1), (-2, -1)))


def _begin(laid: Stages, start: object) -> FloatArray:
    """Return how many begin in each stage (S, ...)."""
    if not (isinstance(start, Mapping) or _labelled.is_series(start)):
        return np.asarray(np.eye(len(laid.names))[start_of(laid, start)])
    entries: dict[str, FloatArray] = dict.fromkeys(laid.names, np.zeros(()))
    for key, number in _labelled.entries("start", start).items():
        name = _checks.known("stage of start", key, laid.names)
        entries[name] = _checks.samples(f"start in {name!r}", number)
        if (entries[name] < 0).any():
            raise InvalidInputError(
                f"start in {name!r} must not be negative; got {float(entries[name].min()):.10g}"
            )
    try:
        return np.stack(np.broadcast_arrays(*entries.values()))
    except ValueError:
        shapes = ", ".join(f"{name!r} {entry.shape}" for name, entry in entries.items())
        raise InvalidInputError(f"samples of start must broadcast together; got {shapes}") from None

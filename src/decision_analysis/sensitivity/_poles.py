"""Scores that go through infinity between two values of a parameter, as ratios may."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core.parts import Scored, ScoredModel
from decision_analysis.errors import InvalidInputError

PARTS, STEPS = 16, 10
"""Parts of an interval in which a score changes its sign, and how often it is parted: to 1e-12 of
it. Only jumps take so many; zeros are told by the first, infinities by the fourth or so."""
SHRUNK, GROWN = 0.25, 1e4
"""A jump that is this much less has a zero in it; one that is so much more, an infinity."""
ASIDE = 0.3819660112501051
"""Share of a part by which points are moved, so that they miss round numbers, where a ratio's
denominator is most likely 0."""


def refuse_poles(
    scored: ScoredModel,
    names: tuple[str, ...],
    bases: FloatArray,
    ends: FloatArray,
    at_base: Scored,
    at_ends: FloatArray,
) -> None:
    """Refuse scores that have an infinity between the base and an end of a parameter.

    Scores at the base are (A,), those at the ends (P, 2) are (P, 2, A). Where a score changes its
    sign, nearer and nearer to that place the jump either vanishes, as with all that is continuous,
    or it grows beyond measure.
    """
    base = at_base.values[0]
    changed = np.argwhere(np.sign(at_ends) * np.sign(base) < 0)
    if not len(changed):
        return
    parameter, end, alternative = changed.T
    low, high = bases[parameter], ends[parameter, end]
    first = np.abs(at_ends[parameter, end, alternative] - base[alternative])
    for _ in range(STEPS):
        edges, values = _parted(scored, names, (parameter, alternative), (low, high))
        signs = np.sign(values)
        line, part = np.nonzero(signs[:, 1:] * signs[:, :-1] < 0)
        jump = np.abs(values[line, part + 1] - values[line, part])
        parameter, alternative, first = parameter[line], alternative[line], first[line]
        low, high = edges[line, part], edges[line, part + 1]
        grown = jump >= GROWN * first
        if grown.any():
            i = int(grown.argmax())
            where, label = names[parameter[i]], at_base.alternatives[alternative[i]]
            raise InvalidInputError(
                f"the score of {label!r} goes through infinity where {where!r} is about"
                f" {(low[i] + high[i]) / 2:.6g}: a ratio has no bar there, as an incremental"
                " cost-effectiveness ratio has none where its increments change their sign; score"
                " by a difference, such as the net benefit"
            )
        still = jump > SHRUNK * first
        parameter, alternative, first = parameter[still], alternative[still], first[still]
        low, high = low[still], high[still]
        if not len(low):
            return


def _parted(
    scored: ScoredModel,
    names: tuple[str, ...],
    which: tuple[IntArray, IntArray],
    between: tuple[FloatArray, FloatArray],
) -> tuple[FloatArray, FloatArray]:
    """Return points (n, parts + 1) of n intervals, each of one parameter, and scores there."""
    parameter, alternative = which
    low, high = between
    shares = (np.arange(PARTS) + ASIDE) / PARTS
    shares = np.concatenate([[0.0], shares, [1.0]])
    edges = low[:, None] + (high - low)[:, None] * shares
    size = edges.size
    samples = {name: np.full(size, base) for name, base in scored.parameters.base().items()}
    for place, name in enumerate(names):
        mine = np.repeat(parameter == place, edges.shape[1])
        samples[name][mine] = edges[parameter == place].ravel()
    values = scored.at(samples).values
    each = np.repeat(alternative, edges.shape[1])
    return edges, values[np.arange(size), each].reshape(edges.shape)

"""`update_log`: beliefs and judgements after each entry of a log of dated evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.beliefs.parts import state_probabilities
from decision_analysis.core import Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence._dates import When, refuse_mixed
from decision_analysis.evidence._entry import Entry, entry_of
from decision_analysis.evidence._likelihoods import log_likelihoods
from decision_analysis.evidence._update_log_result import UpdateLogResult


@cites("raiffa_1968, chapter 2", "good_1985")
@named
def update_log(
    prior: Mapping[str, Any],
    log: Sequence[Entry | Mapping[str, Any]],
    *,
    parameters: Parameters | None = None,
) -> UpdateLogResult:
    """Update a belief by Bayes' rule, entry by entry, over a log of dated evidence.

    Parameters
    ----------
    prior : mapping of str to float or array_like of shape (...), or Series
        Probability of each state before the log begins; they sum to 1. Arrays are samples.
    log : sequence of Entry or mapping
        The entries, in any order: they are taken by date, those of one date in the order given. A
        mapping holds the fields of an `Entry`.
    parameters : Parameters, optional
        The judgements before the log begins, which its entries may revise.

    Returns
    -------
    UpdateLogResult
        `.posterior` (..., K, N) and `.log10_likelihood_ratio` (..., K, N), in order of time;
        `.final`, `.by_date` and `.parameters_by_date`.

    Raises
    ------
    InvalidInputError
        If a probability is not finite or negative, the prior does not sum to 1, an entry names
        other states, a later entry to repeat, or a parameter that is not there, two have one name,
        dates are of several kinds, samples do not broadcast, or an entry is impossible in every
        state that earlier ones left possible.

    See Also
    --------
    beliefs.update : One uncertain signal, before it is known.
    competing_hypotheses : A table of what is consistent with what.

    Notes
    -----
    P(H | e_1 ... e_k) is in proportion to P(H) P(e_1 | H) ... P(e_k | H): entries are independent
    given the state, unless their likelihoods are judged given the earlier ones or they say what
    they repeat. An entry that repeats another with dependence d has the likelihood d + (1 - d) L:
    with probability d it was bound to say the same. Two reports of one source are therefore counted
    once by ``repeats=`` of the first, and as two witnesses without.

    The weight of evidence is log10 of P(e_k | H) / P(e_k | not H), in bans, of which a tenth is a
    deciban (Good 1985); with two states it does not depend on the prior, with more the others are
    weighed by what is believed just before. Sums of logarithms are kept, so that no belief is lost
    to underflow. O(K N) for each sample.

    Examples
    --------
    The cab problem: 15% of the cabs are blue, and each witness is right 80% of the time.

    >>> from decision_analysis import evidence
    >>> log = [
    ...     evidence.Entry("second witness", "2024-03-02", {"blue": 0.8, "green": 0.2}),
    ...     evidence.Entry("first witness", "2024-03-01", {"blue": 0.8, "green": 0.2}),
    ... ]
    >>> evidence.update_log({"blue": 0.15, "green": 0.85}, log)
    update log: 2 entries from 2024-03-01 to 2024-03-02; blue 0.738, green 0.262
       entry           date        P(blue)  P(green)  bans(blue)  bans(green)
       first witness   2024-03-01   0.4138    0.5862      0.6021      -0.6021
       second witness  2024-03-02   0.7385    0.2615      0.6021      -0.6021
    """
    states, chances = state_probabilities("prior", prior)
    entries, dates = _in_order(log)
    said = log_likelihoods(states, entries)
    with np.errstate(divide="ignore"):
        begin = np.log(chances)
    try:
        # samples of the prior and of all entries side by side: (..., N)
        begin, *said = np.broadcast_arrays(begin, *said)
    except ValueError:
        shapes = {f"entry {e.name!r}": s.shape[:-1] for e, s in zip(entries, said, strict=True)}
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise InvalidInputError(
            f"samples must broadcast; got prior {chances.shape[:-1]}, {listed}"
        ) from None
    believed, weights = [_normal(begin)], []
    total = np.array(begin)
    for entry, date, each in zip(entries, dates, said, strict=True):
        before, total = total, total + each
        _refuse_impossible(entry, date, total)
        weights.append(_weight_of_evidence(before, each))
        believed.append(_normal(total))
    return UpdateLogResult(
        method="update log",
        references=cited("raiffa_1968", "good_1985"),
        states=states,
        names=tuple(entry.name for entry in entries),
        dates=tuple(date.text for date in dates),
        prior=np.array(believed[0]),
        posterior=np.stack(believed[1:], axis=-2),
        log10_likelihood_ratio=np.stack(weights, axis=-2),
        parameters_by_date=_revisions(parameters, entries, dates),
    )


def _in_order(log: Any) -> tuple[list[Entry], list[When]]:
    """Return the entries by date, those of one date as given, and their dates."""
    given = [entry_of(one, i) for i, one in enumerate(_checks.entries("log", log), 1)]
    if not given:
        raise InvalidInputError("log must hold at least one entry; got none")
    if twice := _checks.repeats(entry.name for entry in given):
        raise InvalidInputError(
            f"entries of the log must have different names; got {_checks.listed(twice)} more than"
            " once"
        )
    dates = {entry.name: entry._when(f"entry {entry.name!r}") for entry in given}
    refuse_mixed(dates)
    entries = sorted(given, key=lambda entry: dates[entry.name].key)
    return entries, [dates[entry.name] for entry in entries]


def _normal(total: FloatArray) -> FloatArray:
    """Return probabilities (..., N) of their logarithms up to a constant."""
    shares = np.exp(total - total.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def _refuse_impossible(entry: Entry, date: When, total: FloatArray) -> None:
    lost = np.isneginf(total).all(axis=-1)
    if lost.any():
        where = f" in {int(lost.sum()):,} of {lost.size:,} samples" if lost.ndim else ""
        raise InvalidInputError(
            f"entry {entry.name!r} of {date.text} must be possible in a state that is; its"
            f" likelihood is 0 in every state that earlier entries and the prior left{where}"
        )


def _weight_of_evidence(before: FloatArray, said: FloatArray) -> FloatArray:
    """Return log10 of P(e | H) / P(e | not H) for each state H, (..., N).

    What was believed before are logarithms up to a constant.
    """
    count = said.shape[-1]
    # up to a constant, which the ratio loses
    scaled = np.exp(said - said.max(axis=-1, keepdims=True))
    found = np.zeros(said.shape)
    # a single state is certain, whatever is seen
    for state in range(count if count > 1 else 0):
        others = [other for other in range(count) if other != state]
        if len(others) == 1:
            against = scaled[..., others[0]]
        else:
            # the others by what is believed of each, however little; alike where nothing is
            belief = before[..., others]
            none = np.isneginf(belief).all(axis=-1, keepdims=True)
            belief = _normal(np.where(none, 0.0, belief))
            against = (belief * scaled[..., others]).sum(axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.log10(scaled[..., state]) - np.log10(against)
        # impossible in this state and in all others that are: nothing is told between them
        found[..., state] = np.where(np.isnan(ratio), 0.0, ratio)
    return found


def _revisions(
    parameters: Any, entries: Sequence[Entry], dates: Sequence[When]
) -> dict[str, Parameters]:
    """Return the parameters after the last entry of each date."""
    if parameters is not None:
        _checks.instance("parameters", parameters, Parameters)
    current, found = dict(parameters or {}), {}
    for entry, date in zip(entries, dates, strict=True):
        place = f"entry {entry.name!r}"
        for name, value in (entry.revised or {}).items():
            if parameters is None:
                raise InvalidInputError(f"{place} revises {name!r}: parameters must be given")
            _checks.known("parameter", name, list(current), place=place)
            current[name] = (
                value if isinstance(value, Parameter) else _moved(place, current[name], value)
            )
        if parameters is not None:
            found[date.text] = Parameters(current.values())
    return found


def _moved(place: str, before: Parameter, base: float) -> Parameter:
    """Return a parameter with another base within its range."""
    if before.low is not None and before.high is not None and not before.low <= base <= before.high:
        raise InvalidInputError(
            f"{place}: revised {before.name!r} must be within {before.low:g} to {before.high:g};"
            f" got {base:g}: give a Parameter with its new range"
        )
    if before.distribution is not None:
        raise InvalidInputError(
            f"{place}: revised {before.name!r} has a distribution: give a Parameter with a new one"
        )
    return dataclasses.replace(before, base=base)

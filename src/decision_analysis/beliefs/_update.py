"""`update`: Bayes' rule for states, signals and the likelihood of each signal in each state."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._frozen import ReadOnly
from decision_analysis._named import named
from decision_analysis._shown import in_samples
from decision_analysis.beliefs._states import by_name, likelihoods, state_probabilities
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import relabeled
from decision_analysis.errors import InvalidInputError

Probability = Any


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class UpdateResult(Result):
    """Probabilities of the signals, and of the states given each signal.

    Parameters
    ----------
    method, parameters, references, alternatives : see `Result`
        As in `Result`; there are no alternatives.
    joint : ndarray of float, shape (..., G, N)
        Joint probabilities of signals and states, in the order of `signal_names` and `states`.
    signal_names : tuple of str
        The G signals.
    states : tuple of str
        The N states.

    See Also
    --------
    update : The function that returns it.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> beliefs.update({"a": 0.5, "b": 0.5}, {"a": {"x": 1, "y": 0}, "b": {"x": 0.5, "y": 0.5}})
    Bayes
       signal  probability  P(a | signal)  P(b | signal)
       x              0.75         0.6667         0.3333
       y              0.25         0.0000         1.0000
    """

    joint: FloatArray = axes("GN")
    signal_names: tuple[str, ...]
    states: tuple[str, ...]

    main: ClassVar[str] = "joint"

    @property
    def signals(self) -> Mapping[str, Probability]:
        """Probability of each signal: a number, or an array (...) of samples."""
        return ReadOnly(by_name(self.signal_names, self.joint.sum(axis=-1)))

    @property
    def posterior(self) -> Mapping[str, Mapping[str, Probability]]:
        """Probabilities of the states given each signal: a read-only mapping {signal: {state: p}}.

        It holds the signals that have a positive probability (in every sample). Asking for the
        posterior of a signal that has probability 0 raises an `InvalidInputError`: Bayes' rule does
        not define it.
        """
        return _Posteriors(self.signal_names, self.states, self.joint)

    def to_dict(self) -> dict[str, Any]:
        """Return all fields, the signals and the posteriors in plain form.

        Returns
        -------
        dict
            Lists, dicts, strings and numbers, fit for JSON.
        """
        views: dict[str, Any] = _render.plain(
            {"signals": self.signals, "posterior": self.posterior}
        )
        return super().to_dict() | views

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        posterior, rows = self.posterior, []
        for signal, probability in self.signals.items():
            given = posterior[signal] if signal in posterior else dict.fromkeys(self.states)
            rows.append([signal, probability, *given.values()])
        return ["signal", "probability", *(f"P({state} | signal)" for state in self.states)], rows

    def _frame(self, pd: Any) -> Any:
        return relabeled(super()._frame(pd), self.signal_names)

    def _headline(self) -> str:
        if not self.sample_shape:
            return super()._headline()
        sizes = f"{len(self.signal_names)} signals, {len(self.states)} states"
        return f"{self.method}: {sizes}, samples {self.sample_shape}"


class _Posteriors(Mapping[str, Mapping[str, Probability]]):
    """View of joint probabilities that divides by the signal's on asking, never by 0."""

    __slots__ = ("_joint", "_signals", "_states")

    def __init__(
        self, signals: tuple[str, ...], states: tuple[str, ...], joint: FloatArray
    ) -> None:
        self._signals, self._states, self._joint = signals, states, joint

    def __getitem__(self, signal: str) -> Mapping[str, Probability]:
        if signal not in self._signals:
            raise KeyError(signal)
        # P(state | signal) = P(signal, state) / P(signal)
        part = self._joint[..., self._signals.index(signal), :]
        total = part.sum(axis=-1, keepdims=True)
        if not self._possible(signal):
            raise InvalidInputError(
                f"posterior: the signal must have a positive probability; {signal!r} has"
                f" probability 0{in_samples(total == 0)}"
            )
        return ReadOnly(by_name(self._states, part / total))

    def __iter__(self) -> Iterator[str]:
        return filter(self._possible, self._signals)

    def __len__(self) -> int:
        return sum(map(self._possible, self._signals))

    def __contains__(self, signal: object) -> bool:
        return isinstance(signal, str) and signal in self._signals and self._possible(signal)

    def __repr__(self) -> str:
        return repr({signal: dict(self[signal]) for signal in self})

    def _possible(self, signal: str) -> bool:
        return bool((self._joint[..., self._signals.index(signal), :].sum(axis=-1) > 0).all())


@cites("raiffa_1968, chapter 2", "tversky_kahneman_1982")
@named
def update(
    prior: Mapping[str, Probability], likelihood: Mapping[str, Mapping[str, Probability]]
) -> UpdateResult:
    """Return the probabilities of the signals, and of the states given each signal, by Bayes' rule.

    Parameters
    ----------
    prior : mapping of str to float or array_like of shape (...), or Series
        Probability of each state; they sum to 1. Arrays are samples.
    likelihood : mapping of str to mapping of str to float or array_like (...), or DataFrame
        For each state, the probability of each signal in that state; they sum to 1 in every state.
        Every state names the same signals. Leading axes broadcast with those of `prior`. Rows of a
        DataFrame are the states, its columns the signals.

    Returns
    -------
    UpdateResult
        `.signals` {signal: p} and `.posterior` {signal: {state: p}}, read-only; numbers, or arrays
        where there are samples. Asking for the posterior of a signal of probability 0 raises an
        error.

    Raises
    ------
    InvalidInputError
        If a probability is not finite or negative, probabilities do not sum to 1 within 1e-9, the
        likelihood names other states than the prior, states name different signals, or samples do
        not broadcast.

    Notes
    -----
    P(signal) = sum over states of P(state) P(signal | state), and P(state | signal) = P(state)
    P(signal | state) / P(signal). A posterior may be the next prior, for signals that are
    independent given the state.

    Examples
    --------
    The cab problem: 15% of the cabs are blue, and the witness, right 80% of the time, says blue.

    >>> from decision_analysis import beliefs
    >>> witness = {
    ...     "blue": {"says blue": 0.8, "says green": 0.2},
    ...     "green": {"says blue": 0.2, "says green": 0.8},
    ... }
    >>> result = beliefs.update({"blue": 0.15, "green": 0.85}, witness)
    >>> round(result.posterior["says blue"]["blue"], 4)
    0.4138
    """
    states, chances = state_probabilities("prior", prior)
    signals, columns = likelihoods(states, likelihood)
    try:
        # P(signal, state) = P(signal | state) P(state)
        table = np.stack(np.broadcast_arrays(*columns), axis=-1)
        joint = table * chances[..., None, :]
    except ValueError:
        shapes = [chances.shape[:-1], *(column.shape[:-1] for column in columns)]
        raise InvalidInputError(
            f"samples of prior and likelihood must have shapes that broadcast; got {shapes}"
        ) from None
    return UpdateResult(
        method="Bayes",
        references=cited("raiffa_1968"),
        joint=joint,
        signal_names=signals,
        states=states,
    )

"""`explain_change`: each changed number's share of what became of every alternative's score."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH, BLOCK, MOST_EXACT_CHANGES
from decision_analysis._named import named
from decision_analysis.core import Result
from decision_analysis.core.parts import Score, Scored, chunks
from decision_analysis.sensitivity._changes import Sets, Worth, changes_of, scored_sets
from decision_analysis.sensitivity._of import checked_target, of_target
from decision_analysis.sensitivity._shapley_shares import Moments, Orders, exact_shares
from decision_analysis.sensitivity._states import states_of


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ExplainChangeResult(Result):
    """Each changed number's share of the change of every alternative's score.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The P numbers, or groups of them, that changed, in the order of `before`.
    old_values, new_values : tuple of float or None
        Each of them before and after; None for a group of several.
    before, after : ndarray of float, shape (A,)
        The scores before and after.
    shares : ndarray of float, shape (P, A)
        The part of `after` less `before` that is due to each; over all P they sum to it.
    standard_error : ndarray of float, shape (P, A)
        Of the shares, from random orders; 0 where they are exact.
    exact : bool
        Whether the shares are exact.
    best_before, best_after : str
        The best alternative before and after, as `Scores.best` tells it.
    higher_is_better : bool
        Whether the largest score is the best.
    """

    names: tuple[str, ...]
    old_values: tuple[float | None, ...]
    new_values: tuple[float | None, ...]
    before: FloatArray
    after: FloatArray
    shares: FloatArray
    standard_error: FloatArray
    exact: bool
    best_before: str
    best_after: str
    higher_is_better: bool

    @named("steps_of()")
    def steps_of(self, of: str | tuple[str, str] | None = None) -> tuple[float, FloatArray, float]:
        """Return the shares of one alternative, or of its lead over another.

        Parameters
        ----------
        of : str or tuple of str, optional
            The alternative, or the two (a less b); the best after the change where None.

        Returns
        -------
        tuple of float, ndarray of shape (P,) and float
            The score before, the shares, and the score after.

        Raises
        ------
        InvalidInputError
            If an alternative is unknown, or the two are one.
        """
        target = checked_target(of, self.alternatives, self.best_after)
        before, shares, after = (
            of_target(part, self.alternatives, target)
            for part in (self.before, self.shares, self.after)
        )
        return float(before), shares, float(after)

    def _headline(self) -> str:
        how = "exact" if self.exact else f"{self.parameters['n_permutations']:,} random orders"
        best = self.best_after
        if self.best_before != best:
            best = f"{best} instead of {self.best_before}"
        return f"explain_change: {len(self.names)} change(s), {how}; best is {best}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["change", "before", "after", *self.alternatives]
        rows: list[list[_render.Cell]] = [
            [name, _written(old), _written(new), *map(float, shares)]
            for name, old, new, shares in zip(
                self.names, self.old_values, self.new_values, self.shares, strict=True
            )
        ]
        rows.append(["all changes", "", "", *map(float, self.after - self.before)])
        return headers, rows


@cites("shapley_1953", "castro_gomez_tejada_2009", "mitchell_et_al_2022")
@named
def explain_change(
    model: Any,
    before: Any,
    after: Any,
    *,
    score: Score | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    n_permutations: int = 1024,
    rng: np.random.Generator | int | None = None,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> ExplainChangeResult:
    """Compute each changed number's share of the change of every alternative's score.

    Parameters
    ----------
    model : callable
        A function of {name: array (rows,)} that returns a `DecisionTable`, as in `tornado`. Where
        the states are tables, a function of a table (rows, A, C), and of weights (rows, C) if they
        have any, that returns `Scores` or an array (rows, A), as methods do.
    before, after : mapping, Series, Parameters, DecisionTable or pair of DecisionTable and weights
        The two states of the model: the same numbers by name, of `Parameters` their bases; or two
        tables of the same alternatives and criteria, each alone or with its weights, as given.
    score : callable, optional
        As in `tornado`; None where the states are tables, which the model scores.
    groups : mapping of str to sequence of str, optional
        Numbers that change together, by the name of the group; all others change one by one. The
        cells of a table are called 'alternative: criterion', the weights 'weight of criterion'.
    n_permutations : int
        How many random orders of more than 12 changes, at least 2; each is gone through forwards
        and backwards.
    rng : numpy.random.Generator or int, optional
        The seed of these orders; None draws a fresh one.
    batch : int
        How many orders are in work at once, in chunks of 2^13; it does not change the answer.
    workers : None, int, executor or callable
        As in `simulate`; it does not change the answer.

    Returns
    -------
    ExplainChangeResult
        With `.names` (P,), `.before` and `.after` (A,), `.shares` and `.standard_error` (P, A).
        Numbers that stay are not listed.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, the states differ in their names or kinds, a group is of
        unknown numbers or shares one with another, weights between the states are all zero, or
        model or score return something of the wrong kind or shape.

    Notes
    -----
    A share is Shapley's value of the game whose players are the m changes and whose worth is the
    score with some of them made: what the change adds, averaged over all orders of making them.
    Shares add up to the whole change, to rounding. Up to 12 changes all 2^m sets are scored, in one
    call of the model; beyond, m - 1 sets for each of 2 n orders, at most 65,536 rows in a call. An
    order and its reverse together are exact where changes interact in pairs alone; standard errors
    come from the n pairs.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import explain_change
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> explain_change(model, {"p": 0.4, "prize": 100}, {"p": 0.6, "prize": 120})
    explain_change: 2 change(s), exact; best is risky instead of safe
       change       before  after  safe  risky
       p            0.4     0.6       0     22
       prize        100     120       0     10
       all changes                    0     32
    """
    states = states_of(model, before, after, score)
    changes = changes_of(states, groups)
    orders = _checks.integer("n_permutations", n_permutations, low=2)
    entropy = chunks.entropy(rng)
    names, members = tuple(changes), tuple(changes.values())
    rows = max(1, min(BATCH, BLOCK // states.width))
    count = len(names)
    exact = count <= MOST_EXACT_CHANGES
    worth = Worth(states, members)
    if exact:
        # of no change at all the one set is scored with a number that stays
        worth = worth if count else Worth(states, ((next(iter(states.before)),),))
        sets = Sets(worth, max(count, 1), rows)
        found = scored_sets(sets, 2**count, batch, workers)
        ends = Scored(found.alternatives, found.values[[0, 2**count - 1]], found.higher_is_better)
        shares = exact_shares(found.values) if count else np.zeros((0, found.values.shape[1]))
        error = np.zeros_like(shares)
    else:
        ends = worth.scored(np.array([[False] * count, [True] * count]))
        same = dataclasses.replace(worth, alternatives=ends.alternatives)
        task = Orders(same, entropy, (ends.values[0], ends.values[1]), count, rows)
        moments: Moments | None = None
        with contextlib.closing(chunks.run(task, orders, batch=batch, workers=workers)) as parts:
            for part in parts:
                moments = part if moments is None else moments.joined(part)
        assert moments is not None
        shares, error = moments.mean, moments.standard_error()
    labels = ends.best_labels()
    return ExplainChangeResult(
        method="explain_change",
        parameters={} if exact else {"n_permutations": orders},
        references=cited("shapley_1953"),
        alternatives=ends.alternatives,
        names=names,
        old_values=tuple(_single(states.before, each) for each in members),
        new_values=tuple(_single(states.after, each) for each in members),
        before=ends.values[0].copy(),
        after=ends.values[1].copy(),
        shares=shares,
        standard_error=error,
        exact=exact,
        best_before=labels[0],
        best_after=labels[1],
        higher_is_better=ends.higher_is_better,
    )


def _single(numbers: Mapping[str, float], members: tuple[str, ...]) -> float | None:
    return numbers[members[0]] if len(members) == 1 else None


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:.6g}"

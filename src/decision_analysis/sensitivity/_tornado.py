"""`tornado`: each parameter to its low and high value, one at a time, and what scores do."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cites
from decision_analysis._limits import BLOCK
from decision_analysis._named import named
from decision_analysis.core import Parameters, Result
from decision_analysis.core.parts import Model, Score, Scored, ScoredModel, scored_model
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._increments import refuse_turned_increments
from decision_analysis.sensitivity._of import checked_target, of_target
from decision_analysis.sensitivity._points_along import checked_quantiles, ends
from decision_analysis.sensitivity._poles import refuse_poles


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class TornadoResult(Result):
    """Scores with each parameter at its low and its high value; bars by decreasing spread.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The P parameters that vary, the longest bar first.
    low_values, high_values : ndarray of float, shape (P,)
        The two values of each parameter.
    base_values : ndarray of float, shape (P,)
        The base value of each parameter.
    base : ndarray of float, shape (A,)
        Scores with all parameters at their base.
    low, high : ndarray of float, shape (P, A)
        Scores with one parameter at its low or its high value and the others at their base.
    best : str
        The best alternative at the base.
    best_low, best_high : tuple of str
        The best alternative at each low and each high value.
    changes_best : ndarray of bool, shape (P,)
        Whether the alternative that is best at the base is beaten at the low or the high value.
    of : str or tuple of str
        The alternative, or the two whose difference, the bars show.
    spread : ndarray of float, shape (P,)
        Length of the bars: largest less smallest of the three scores (low, base, high) of `of`.
    higher_is_better : bool
        Whether the largest score is the best.
    units : tuple of str
        The unit of each parameter, empty where it has none.
    """

    names: tuple[str, ...]
    low_values: FloatArray
    high_values: FloatArray
    base_values: FloatArray
    base: FloatArray
    low: FloatArray
    high: FloatArray
    best: str
    best_low: tuple[str, ...]
    best_high: tuple[str, ...]
    changes_best: BoolArray
    of: str | tuple[str, str]
    spread: FloatArray
    higher_is_better: bool
    units: tuple[str, ...] = ()

    def bars(self) -> tuple[FloatArray, FloatArray, float]:
        """Return what the bars show.

        Returns
        -------
        tuple of ndarray, ndarray and float
            The scores of `of` at the low values (P,), at the high values (P,) and at the base.
        """
        low, high, base = (
            of_target(part, self.alternatives, self.of) for part in (self.low, self.high, self.base)
        )
        return low, high, float(base)

    def _headline(self) -> str:
        of = self.of if isinstance(self.of, str) else " less ".join(self.of)
        return f"tornado of {of}: {self.bars()[2]:.6g} at the base, where {self.best} is best"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["parameter", "low", "high", "score at low", "score at high", "spread"]
        headers += ["best at low", "best at high", "changes best"]
        low, high, _ = self.bars()
        rows: list[list[_render.Cell]] = []
        for p, name in enumerate(self.names):
            values = (f"{self.low_values[p]:.6g}", f"{self.high_values[p]:.6g}")
            mark = "*" if self.changes_best[p] else ""
            numbers = map(float, (low[p], high[p], self.spread[p]))
            rows.append([name, *values, *numbers, self.best_low[p], self.best_high[p], mark])
        return headers, rows


@cites("howard_1988", "stinnett_mullahy_1998")
@named
def tornado(
    model: Model,
    parameters: Parameters,
    *,
    score: Score | None = None,
    quantiles: tuple[float, float] | None = (0.1, 0.9),
    of: str | tuple[str, str] | None = None,
) -> TornadoResult:
    """Compute what each parameter's low and high value do to the scores, all others at their base.

    Parameters
    ----------
    model : callable
        A function of {name: array (rows,)} that returns a `DecisionTable` with the sample axis
        (rows,), or without sample axes where it does not depend on the parameters. It is called
        once, with 2 P + 1 rows (of more than 1,448 parameters several times, for some of them at a
        time), and once or a few times more where a score changes its sign.
    parameters : Parameters
        The P of them that vary make the bars; constants stay at their base.
    score : callable, optional
        A function of a table that returns `Scores`, or numbers of which the largest is best: an
        array (rows, A), a data frame whose columns are the alternatives, or a mapping by
        alternative. None takes the column of a table's only criterion, with its goal.
    quantiles : tuple of float or None
        Low and high value as quantiles of each parameter's distribution; None takes the least and
        the greatest value held possible.
    of : str or tuple of str, optional
        The alternative, or the two (a less b), by whose spread bars are ordered; the best at the
        base where None.

    Returns
    -------
    TornadoResult
        With `.names`, `.low_values`, `.high_values`, `.base` (A,), `.low` and `.high` (P, A),
        `.best_low` and `.best_high` (P,), `.changes_best` (P,) and `.spread` (P,), all in the order
        of the bars.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, no parameter varies, a range has no finite end, a score goes
        through infinity between two values of a parameter or is a ratio of increments that change
        their sign, or model or score return something of
        the wrong kind or shape.

    Notes
    -----
    A ratio such as an incremental cost-effectiveness ratio has no tornado where its increments
    change their sign: where its denominator does, it goes to infinity on one side and comes back
    from the other, and where its numerator does, less becomes worse instead of better. Refused are
    scores that have another sign at the end of a bar than at the base, and an infinity between; and
    those that are, in every row, the difference of two alternatives on one criterion of the table
    over that on another, where one of these changes its sign. Net benefit has no such trouble
    (Stinnett and Mullahy 1998).

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import tornado
    >>> parameters = da.Parameters(
    ...     [
    ...         da.Parameter("p", 0.5, low=0.3, high=0.8),
    ...         da.Parameter("prize", 100, low=90, high=110),
    ...     ]
    ... )
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> tornado(model, parameters, quantiles=None)
    tornado of risky: 50 at the base, where risky is best
       parameter  low  high  score at low  score at high  spread  best at low  ...  changes best
       p          0.3  0.8             30             80      50  safe         ...  *
       prize      90   110             45             55      10  safe         ...
    """
    scored = scored_model(model, parameters, score)
    limits = checked_quantiles(quantiles)
    names = parameters.varying
    if not names:
        raise InvalidInputError(
            f"at least one parameter must vary; got constants {listed(parameters)}"
        )
    # one row of base values, then each parameter at its low value, then each at its high value
    pairs = np.array([ends(parameters, name, limits) for name in names])
    count = len(names)
    found, at_ends = _at_ends(scored, names, pairs)
    bases = np.array([parameters[name].base for name in names])
    refuse_poles(scored, names, bases, pairs, found, at_ends)

    # the base, all low ends, all high ends
    every = np.concatenate([found.values[:1], at_ends[:, 0], at_ends[:, 1]])
    found = dataclasses.replace(found, values=every, table=None)
    best, labels = found.best(), found.best_labels()
    target = checked_target(of, found.alternatives, labels[0])
    bars = of_target(found.values, found.alternatives, target)
    # the spread of the three scores (low, base, high), the longest bar first
    three = np.stack([np.full(count, bars[0]), bars[1 : 1 + count], bars[1 + count :]])
    spread = np.ptp(three, axis=0)
    # stable, so that bars of one length keep the order of the parameters
    order = np.argsort(-spread, kind="stable")
    # whether who is best at the base is among the best at the low, and at the high value
    stays = best[1:, found.best_places()[0]].reshape(2, count)
    return TornadoResult(
        method="tornado",
        parameters={"quantiles": limits},
        alternatives=found.alternatives,
        names=tuple(names[p] for p in order),
        low_values=pairs[order, 0],
        high_values=pairs[order, 1],
        base_values=bases[order],
        base=found.values[0].copy(),
        low=found.values[1 : 1 + count][order],
        high=found.values[1 + count :][order],
        best=labels[0],
        best_low=tuple(labels[1 + p] for p in order),
        best_high=tuple(labels[1 + count + p] for p in order),
        changes_best=~(stays[0] & stays[1])[order],
        of=target,
        spread=spread[order],
        higher_is_better=found.higher_is_better,
        units=tuple(parameters[names[p]].unit for p in order),
    )


def _at_ends(
    scored: ScoredModel, names: tuple[str, ...], pairs: FloatArray
) -> tuple[Scored, FloatArray]:
    """Return the scores at the base (1, A), and at both values of each parameter (P, 2, A).

    The model is called once, or for so many parameters at a time as their numbers fit into a block.
    """
    at_once = max(1, BLOCK // (2 * len(scored.parameters)))
    home: Scored | None = None
    parts = []
    for start in range(0, len(names), at_once):
        held, count = names[start : start + at_once], len(names[start : start + at_once])
        samples = {n: np.full(2 * count + 1, base) for n, base in scored.parameters.base().items()}
        for p, name in enumerate(held):
            # rows 1 + p and 1 + count + p: parameter p at its low and at its high value
            samples[name][[1 + p, 1 + count + p]] = pairs[start + p]
        found = scored.at(samples)
        if found.table is not None:
            refuse_turned_increments(found.table, found.values, samples)
        if home is not None and found.alternatives != home.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {listed(home.alternatives)} and {listed(found.alternatives)}"
            )
        home = found if home is None else home
        parts.append(np.stack([found.values[1 : 1 + count], found.values[1 + count :]], axis=1))
    assert home is not None
    return dataclasses.replace(home, values=home.values[:1], table=None), np.concatenate(parts)

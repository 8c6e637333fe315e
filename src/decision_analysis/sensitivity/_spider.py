"""`spider`: the scores along each parameter, by how much it differs from its base."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_PERFORMANCE
from decision_analysis._named import named
from decision_analysis.core import Parameters, Result
from decision_analysis.core.parts import Model, Score, ScoredModel, scored_model
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._of import checked_target, of_target
from decision_analysis.sensitivity._points_along import checked_quantiles, points_along


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SpiderResult(Result):
    """Scores along each of several parameters, all others at their base.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The P parameters that were varied.
    changes : ndarray of float, shape (P, K)
        By what share of its base each parameter is above it (below where negative), ascending.
    values : ndarray of float, shape (P, K)
        Its values.
    scores : ndarray of float, shape (P, K, A)
        The scores there.
    base_values : ndarray of float, shape (P,)
        The base value of each parameter.
    base : ndarray of float, shape (A,)
        The scores with all parameters at their base.
    best : str
        The best alternative at the base, as `Scores.best` tells it.
    is_best : ndarray of bool, shape (P, K, A)
        Whether an alternative is the best at each value, or ties for it.
    of : str or tuple of str
        The alternative, or the two whose difference, the lines show.
    higher_is_better : bool
        Whether the largest score is the best.
    """

    names: tuple[str, ...]
    changes: FloatArray
    values: FloatArray
    scores: FloatArray
    base_values: FloatArray
    base: FloatArray
    best: str
    is_best: BoolArray
    of: str | tuple[str, str]
    higher_is_better: bool

    @named("lines()")
    def lines(self, of: str | tuple[str, str] | None = None) -> tuple[FloatArray, float]:
        """Return what the lines show.

        Parameters
        ----------
        of : str or tuple of str, optional
            The alternative, or the two (a less b); those of the result where None.

        Returns
        -------
        tuple of ndarray, shape (P, K), and float
            The score along each parameter, and that at the base.

        Raises
        ------
        InvalidInputError
            If an alternative is unknown, or the two are one.
        """
        target = self.of if of is None else checked_target(of, self.alternatives, self.best)
        found = of_target(self.scores, self.alternatives, target)
        return found, float(of_target(self.base, self.alternatives, target))

    def _headline(self) -> str:
        of = self.of if isinstance(self.of, str) else " less ".join(self.of)
        return f"spider of {of}: {self.lines()[1]:.6g} at the base, where {self.best} is best"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["parameter", "base", "from", "to", "score from", "score to", "slope"]
        lines, _ = self.lines()
        rows: list[list[_render.Cell]] = []
        for p, name in enumerate(self.names):
            ends = self.changes[p, [0, -1]]
            scores = lines[p, [0, -1]].tolist()
            slope = (scores[1] - scores[0]) / (ends[1] - ends[0]) if ends[1] > ends[0] else 0.0
            percent = [f"{change:+.1%}" for change in ends.tolist()]
            rows.append([name, f"{self.base_values[p]:.6g}", *percent, *scores, float(slope)])
        return headers, rows


@cites("eschenbach_1992")
@named
def spider(
    model: Model,
    parameters: Parameters,
    *,
    names: Sequence[str] | None = None,
    changes: Any = None,
    n_points: int = 11,
    score: Score | None = None,
    quantiles: tuple[float, float] | None = (0.1, 0.9),
    of: str | tuple[str, str] | None = None,
) -> SpiderResult:
    """Compute the scores along several parameters, each by its share of change from its base.

    Parameters
    ----------
    model : callable
        As in `tornado`; it is called once, with a row for each parameter and point, and one.
    parameters : Parameters
        All parameters of the model.
    names : sequence of str, optional
        Those to vary; None takes all that have a distribution or a range.
    changes : array_like of float, shape (K,), optional
        The shares by which every one of them is changed, such as -0.2, 0 and 0.2; None takes, for
        each, `n_points` values equally spaced between its quantiles, and its base.
    n_points : int
        How many values, at least 2, where changes are not given.
    score : callable, optional
        As in `tornado`.
    quantiles : tuple of float or None
        Between which quantiles of each parameter's distribution; None takes the least and the
        greatest value held possible.
    of : str or tuple of str, optional
        The alternative, or the two (a less b), that is shown; the best at the base where None.

    Returns
    -------
    SpiderResult
        With `.names` (P,), `.changes` and `.values` (P, K), `.scores` (P, K, A) and `.base` (A,).

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, nothing varies, the base of a parameter is 0, of which there
        are no shares, a constant parameter is given no changes, or model or score return something
        of the wrong kind or shape.

    See Also
    --------
    tornado : The ends of these lines, as bars.

    Notes
    -----
    A parameter of value x and base b is changed by (x - b) / abs(b). The steeper a line, the more a
    change by one percent does; how far a line reaches says how large a change is held possible,
    which lines over the same `changes` for all do not say.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import spider
    >>> parameters = da.Parameters(
    ...     [da.Parameter("p", 0.5, low=0.3, high=0.8), da.Parameter("fee", 10, low=9, high=11)]
    ... )
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [30], "risky": [100 * x["p"] - x["fee"]]}, ["payoff"]
    ...     )
    >>> spider(model, parameters, quantiles=None)
    spider of risky: 40 at the base, where risky is best
       parameter  base  from    to      score from  score to  slope
       p          0.5   -40.0%  +60.0%          20        70     50
       fee        10    -10.0%  +10.0%          41        39    -10
    """
    scored = scored_model(model, parameters, score)
    limits = checked_quantiles(quantiles)
    chosen = _chosen(scored, names)
    bases = np.array([parameters[name].base for name in chosen])
    shares, values = _points(scored, chosen, bases, changes, n_points, limits)
    # a row of bases, then those of one parameter after the other
    count, points = values.shape
    _checks.room("the points of all lines", count * points, each=8 * len(parameters))
    samples = {name: np.full(1 + count * points, base) for name, base in parameters.base().items()}
    for p, name in enumerate(chosen):
        samples[name][1 + p * points : 1 + (p + 1) * points] = values[p]
    found = scored.at(samples)
    labels = found.best_labels()
    shape = (count, points, len(found.alternatives))
    return SpiderResult(
        method="spider",
        parameters={"quantiles": limits if changes is None else None},
        references=cited("eschenbach_1992"),
        alternatives=found.alternatives,
        names=chosen,
        changes=shares,
        values=values,
        scores=found.values[1:].reshape(shape).copy(),
        base_values=bases,
        base=found.values[0].copy(),
        best=labels[0],
        is_best=found.best()[1:].reshape(shape),
        of=checked_target(of, found.alternatives, labels[0]),
        higher_is_better=found.higher_is_better,
    )


def _chosen(scored: ScoredModel, names: Sequence[str] | None) -> tuple[str, ...]:
    parameters = scored.parameters
    if names is None:
        chosen = parameters.varying
        if not chosen:
            raise InvalidInputError(
                f"at least one parameter must vary; got constants {listed(parameters)}: give"
                " names= and changes="
            )
    else:
        chosen = tuple(
            _checks.known("parameter", name, list(parameters))
            for name in _checks.names("names", names)
        )
    if zeros := [name for name in chosen if parameters[name].base == 0]:
        raise InvalidInputError(
            "the base of a parameter must not be 0, of which there are no shares; got"
            f" {listed(zeros)}: leave them out by names=, or see one_way"
        )
    return chosen


def _points(
    scored: ScoredModel,
    names: tuple[str, ...],
    bases: FloatArray,
    changes: Any,
    n_points: object,
    limits: tuple[float, float] | None,
) -> tuple[FloatArray, FloatArray]:
    """Return the shares of change and the values (P, K) of each parameter."""
    sizes = np.abs(bases)[:, None]
    if changes is not None:
        shares = _checks.numeric_array("changes", changes)
        if shares.ndim != 1 or len(shares) < 2 or (np.diff(shares) <= 0).any():
            raise InvalidInputError(
                "changes must be two shares or more, ascending, such as [-0.2, 0, 0.2]; got"
                f" shape {shares.shape}" + (f": {shares.tolist()[:10]}" if shares.ndim == 1 else "")
            )
        if max(1.0, np.abs(shares).max()) * sizes.max() > LARGEST_PERFORMANCE:
            raise InvalidInputError(
                f"changed parameters must be within {LARGEST_PERFORMANCE:g} of 0; got changes up to"
                f" {np.abs(shares).max():g}"
            )
        return np.tile(shares, (len(names), 1)), bases[:, None] + sizes * shares
    found = [
        np.sort(np.append(points_along(scored.parameters, name, None, n_points, limits), base))
        for name, base in zip(names, bases.tolist(), strict=True)
    ]
    values = np.array(found)
    return (values - bases[:, None]) / sizes, values

"""`agreement`: who must move how far in weights for all to choose the same alternative."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labels, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import Labels
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result, axes, weights_array
from decision_analysis.core.parts import nearest_weights, weight_moved
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._approvals import Approvals, approvals_of
from decision_analysis.group._ballots import Counts
from decision_analysis.group._people import counts_of, in_their_order, labels_of, rows_by_person

Measure = Literal["total", "farthest"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AgreementResult(Result):
    """The least moves of everybody's weights for each alternative to be the best of all.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria.
    people : tuple of str
        Whose weights move.
    total : ndarray of float, shape (A,)
        The shares of weight that all move together, those of many people counted as often; NaN
        where the alternative cannot be everybody's best.
    farthest : ndarray of float, shape (A,)
        The largest share that one of them moves.
    moved : ndarray of float, shape (K, A)
        The least share of weight that the person must move for the alternative to be a best one:
        half the sum of absolute changes; NaN where none would do.
    counts : ndarray of float, shape (K,)
        How many people stand behind each row.
    start : ndarray of float, shape (K, C)
        Where the weights are now.
    weights : ndarray of float, shape (K, A, C)
        The weights arrived at.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    people: tuple[str, ...]
    total: FloatArray = axes("A")
    farthest: FloatArray = axes("A")
    moved: FloatArray = axes("MA")
    counts: FloatArray = axes("M")
    start: FloatArray = axes("MC")
    weights: FloatArray = axes("MAC")

    main: ClassVar[str] = "total"

    @property
    def best(self) -> str | None:
        """The alternative on which agreement is nearest, the first of several; None if on none."""
        tied = self.tied_best
        return tied[0] if tied else None

    @property
    def tied_best(self) -> tuple[str, ...]:
        """All alternatives on which agreement is nearest, by the measure asked for."""
        far = self.total if self.parameters["measure"] == "total" else self.farthest
        possible = np.isfinite(far)
        if not possible.any():
            return ()
        near = possible & (far <= far[possible].min() + SOLVER_TOLERANCE * len(self.people))
        return tuple(self.alternatives[i] for i in np.flatnonzero(near))

    @named("movers()")
    def movers(self, alternative: str | None = None) -> dict[str, float]:
        """Return who must move, and which share of weight, for all to choose an alternative.

        Parameters
        ----------
        alternative : str, optional
            On which they shall agree; the nearest where None.

        Returns
        -------
        dict
            Person to share of weight, those who need not move left out; NaN for who never could.

        Raises
        ------
        InvalidInputError
            If the alternative is unknown, or None where agreement is possible on none.
        """
        if alternative is None and self.best is None:
            raise InvalidInputError("there is no alternative that all could choose")
        chosen = self.best if alternative is None else alternative
        label = _checks.known("alternative", chosen, self.alternatives)
        moves = self.moved[:, self.alternatives.index(label)]
        return {p: float(m) for p, m in zip(self.people, moves, strict=True) if m != 0}

    def _headline(self) -> str:
        return f"{self.method}: nearest on {self.best}" if self.best else f"{self.method}: on none"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["alternative", "total", "farthest", *self.people]
        rows = zip(self.alternatives, self.total, self.farthest, self.moved.T, strict=True)
        return headers, [[a, float(t), float(f), *map(float, m)] for a, t, f, m in rows]


@cites("rios_insua_french_1991")
@named
def agreement(
    values: DecisionTable,
    weights: ArrayLike | Mapping[Any, Any],
    counts: Counts = None,
    *,
    allowed: Approvals | None = None,
    measure: Measure = "total",
    of: Sequence[str] | None = None,
) -> AgreementResult:
    """Find who must move how much weight so that all choose the same alternative.

    Parameters
    ----------
    values : DecisionTable
        Partial values (A, C), the more the better whatever the goals, of which everybody's scores
        are weighted sums; or (K, A, C) where people value performances differently.
    weights : array_like (K, C), DataFrame, or mapping or list of mappings, Series or results
        Where everybody's weights are now, a row for each person; each is rescaled to sum to 1. A
        mapping by person, and the index of a data frame, name the people.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each row, by person where these have names; 1 each where None.
    allowed : list of sets of str, mapping, array_like (K, A) or DataFrame, optional
        Whom each person admits at all, as in `approval`, by person where these have names: what
        somebody rules out is nobody's agreement, and does not compete with what he admits.
    measure : {'total', 'farthest'}
        What makes an agreement near: that all together move little, or that nobody moves far.
    of : sequence of str, optional
        The alternatives on which agreement is sought, against all others; each of them where None.

    Returns
    -------
    AgreementResult
        `.moved` (K, A), `.total` and `.farthest` (A,), `.best` and `.movers()`, and the weights
        arrived at in `.weights` (K, A, C).

    Raises
    ------
    InvalidInputError
        If `values` is no table, or one of more samples than people, weights are not allowed, labels
        do not fit, somebody admits nothing, or another argument is not what it must be.
    ConvergenceError
        If a linear program is not solved.

    Notes
    -----
    For an alternative t and each person: minimize sum(u + d)/2 subject to w + u - d = w0, sum(w) =
    1 and V_t w >= V_a w for all a, with w, u, d >= 0 (the program of `sensitivity.weight_move`).
    Given t nobody's move depends on another's, so that the least total is the sum of the least
    moves, and the least farthest their maximum. K A linear programs of 3 C variables.

    Examples
    --------
    >>> import decision_analysis as da
    >>> values = da.DecisionTable(
    ...     [[1.0, 0.0], [0.0, 1.0], [0.6, 0.7]], ["price", "comfort"], ["bus", "car", "tram"]
    ... )
    >>> people = {
    ...     "Ann": {"price": 0.8, "comfort": 0.2},
    ...     "Bea": {"price": 0.4, "comfort": 0.6},
    ...     "Cy": {"price": 0.2, "comfort": 0.8},
    ... }
    >>> da.group.agreement(values, people).movers()
    {'Ann': 0.163..., 'Cy': 0.133...}
    """
    values = _checks.instance("values", values, DecisionTable)
    chosen = _checks.one_of("measure", measure, ("total", "farthest"))
    rows, names = rows_by_person("weights", weights)
    start = weights_array(values.criterion_names, rows)
    start = start[None] if start.ndim == 1 else start
    if start.ndim != 2:
        raise InvalidInputError(
            f"weights must have shape (people, {start.shape[-1]}); got {start.shape}"
        )
    people = names or tuple(str(k) for k in range(len(start)))
    if values.sample_shape not in ((), (len(start),)):
        raise InvalidInputError(
            f"values must be one table, or one for each of {len(start)} people; got samples"
            f" {values.sample_shape}"
        )
    each = counts_of(counts, names, len(start), values.alternatives, weights)
    admitted = _admitted(allowed, names, len(start), values.alternatives)
    tables = np.broadcast_to(values.values, (len(start), *values.values.shape[-2:]))
    labels = _checks.labels_of("of", of, values.alternatives)
    targets = np.array(_labels.places(values.alternatives, labels))
    reached = np.full((len(start), len(labels), start.shape[1]), np.nan)
    for k, kept in enumerate(admitted):
        # where each stands among those that are admitted
        places = np.cumsum(kept) - 1
        able = kept[targets]
        reached[k, able] = nearest_weights(tables[k][kept], start[k], places[targets[able]])
    moved = weight_moved(start[:, None], reached)
    return AgreementResult(
        method="agreement",
        parameters={"measure": chosen},
        references=cited("rios_insua_french_1991"),
        alternatives=labels,
        criteria=values.criterion_names,
        people=people,
        total=(each[:, None] * moved).sum(axis=0),
        farthest=moved.max(axis=0),
        moved=moved,
        counts=each,
        start=start,
        weights=reached,
    )


def _admitted(
    allowed: Any, names: Labels | None, count: int, alternatives: tuple[str, ...]
) -> BoolArray:
    """Return whom each person admits (K, A), by name; everybody where nothing is said."""
    if allowed is None:
        return np.ones((count, len(alternatives)), dtype=bool)
    read = approvals_of("allowed", allowed, alternatives)
    order = in_their_order("allowed", labels_of(read.people, "allowed"), "weights", names)
    approves = read.approves if order is None else read.approves[..., order, :]
    if approves.shape != (count, len(alternatives)):
        raise InvalidInputError(
            f"allowed must have shape ({count}, {len(alternatives)}); got {approves.shape}"
        )
    if not approves.any(axis=-1).all():
        first = int(np.argmin(approves.any(axis=-1)))
        who = shown(names[first]) if names else f"person {first}"
        raise InvalidInputError(f"{who} must admit an alternative; got none")
    return approves

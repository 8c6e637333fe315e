"""`CostEffectivenessResult`: ratios along the frontier, who is dominated, and net benefit."""

from __future__ import annotations

import dataclasses
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, read_only
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Result, Scores, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.elementary._league import (
    DOMINATED,
    EXTENDED_DOMINATED,
    ON_FRONTIER,
)
from decision_analysis.mcda.elementary._net_benefit import net_benefits, paired_prices
from decision_analysis.voi import AcceptabilityCurveResult

WORDS = {DOMINATED: "dominated", EXTENDED_DOMINATED: "extended dominated", ON_FRONTIER: "frontier"}


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CostEffectivenessResult(Result):
    """Incremental cost-effectiveness ratios along the frontier, and who is dominated.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    status : ndarray of int, shape (..., A)
        2 on the frontier, 1 dominated in the extended sense, 0 dominated.
    costs, effects : ndarray of float, shape (..., A)
        As in the table.
    more_cost, more_effect : ndarray of float, shape (..., A)
        How much more than the next cheaper alternative on the frontier, in the unit of cost and of
        effect; 0 for the cheapest and off the frontier.
    ratios : ndarray of float, shape (..., A)
        `more_cost` over `more_effect`; 0 where both are 0, which is for the cheapest and off the
        frontier.
    units : tuple of str
        The units of cost and effect in the table; empty texts where it has none.
    willingness_to_pay : ndarray of float, shape (T,), or None
        The prices of a unit of effect that were given, ascending.
    acceptability : AcceptabilityCurveResult or None
        Over all samples together, at each of these prices: how probably each alternative has the
        largest net benefit, in `.probabilities` (T, A), which has the largest on average, in
        `.best`, and how probably that is the best, in `.frontier` (T,). None where no prices were
        given, and of one sample.
    """

    status: IntArray = axes("A")
    costs: FloatArray = axes("A")
    effects: FloatArray = axes("A")
    more_cost: FloatArray = axes("A")
    more_effect: FloatArray = axes("A")
    ratios: FloatArray = axes("A")
    units: tuple[str, str] = ("", "")
    willingness_to_pay: FloatArray | None = None
    acceptability: AcceptabilityCurveResult | None = None

    main: ClassVar[str] = "status"

    @property
    def on_frontier(self) -> BoolArray:
        """Which alternatives are on the frontier, shape (..., A)."""
        return read_only(self.status == ON_FRONTIER)

    @property
    def icer(self) -> dict[str, float]:
        """The ratio of each on the frontier to the next cheaper one; the cheapest has none."""
        self._single("icer")
        return {
            a: float(r)
            for a, r, e in zip(self.alternatives, self.ratios, self.more_effect, strict=True)
            if e > 0
        }

    @property
    def frontier(self) -> tuple[str, ...]:
        """The alternatives that are best at some price of effects, in table order."""
        return self._of("frontier", ON_FRONTIER)

    @property
    def extended_dominated(self) -> tuple[str, ...]:
        """Those that cost more than an equally effective mixture of two others, in table order."""
        return self._of("extended_dominated", EXTENDED_DOMINATED)

    @property
    def dominated(self) -> tuple[str, ...]:
        """Those that another one beats on cost or effect and at least equals on the other.

        They are in the order of the table.
        """
        return self._of("dominated", DOMINATED)

    @cites("stinnett_mullahy_1998")
    @named("net_benefit()")
    def net_benefit(self, willingness_to_pay: ArrayLike | None = None) -> Scores:
        """Return the net monetary benefit: effect times what one will pay for it, less cost.

        Parameters
        ----------
        willingness_to_pay : float or array_like, shape (...), optional
            Cost that one unit of effect is worth, at least 0; an array pairs with the sample axes.
            None takes those of the call, shape (T,), each with every sample.

        Returns
        -------
        Scores
            Net benefits (..., A) in the unit of cost, or (..., T, A) at the prices of the call;
            higher is better. One of the best is the most effective alternative on the frontier
            whose ratio is no more than the price.

        Raises
        ------
        InvalidInputError
            If a price is negative or not finite, prices do not pair with the samples, none is given
            here nor was in the call, or a benefit is beyond the range of numbers.
        """
        if willingness_to_pay is not None:
            prices = paired_prices(willingness_to_pay, self.sample_shape)
            benefits = net_benefits(self.costs, self.effects, prices)
        elif self.willingness_to_pay is not None:
            prices = self.willingness_to_pay
            # the prices are the last sample axis
            benefits = net_benefits(self.costs[..., None, :], self.effects[..., None, :], prices)
        else:
            raise InvalidInputError(
                "willingness_to_pay must be given, here or to cost_effectiveness(); got None"
            )
        return Scores(
            method="net benefit",
            parameters={
                **self.parameters,
                "willingness_to_pay": prices if prices.ndim else float(prices),
            },
            references=cited("stinnett_mullahy_1998"),
            alternatives=self.alternatives,
            scores=benefits,
        )

    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the result of one sample, which has no acceptability: that is of all of them.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        CostEffectivenessResult
            The result without sample axes.

        Raises
        ------
        InvalidInputError
            If there are no sample axes or the index does not point to one sample.
        """
        return dataclasses.replace(super().at(index), acceptability=None)

    def _of(self, member: str, status: int) -> tuple[str, ...]:
        self._single(member)
        return tuple(a for a, s in zip(self.alternatives, self.status, strict=True) if s == status)

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            # of a batch, what it says of its samples together
            return ([], []) if self.acceptability is None else self.acceptability._rows()
        rows: list[list[_render.Cell]] = []
        for i in np.lexsort((-self.effects, self.costs)):
            follows = self.more_effect[i] > 0
            steps = [
                float(a[i]) if follows else None
                for a in (self.more_cost, self.more_effect, self.ratios)
            ]
            given = float(self.costs[i]), float(self.effects[i])
            rows.append([self.alternatives[i], *given, *steps, WORDS[int(self.status[i])]])
        names = [str(self.parameters.get(role, role)) for role in ("cost", "effect")]
        return ["alternative", *names, "more cost", "more effect", "ratio", "status"], rows

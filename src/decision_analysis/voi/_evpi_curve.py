"""`evpi_curve`: the value of perfect information by what is paid for a unit of effect."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_COUNT
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._evpi import evpi
from decision_analysis.voi._evppi import evppi
from decision_analysis.voi._net_benefits import net_benefits

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EvpiCurveResult(Result):
    """Values of perfect information by what is paid for a unit of effect, for a population.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    willingness_to_pay : ndarray of float, shape (K,)
        The prices.
    evpi, evpi_standard_error : ndarray of float, shape (K,)
        The value of knowing everything, in the unit of cost, and its standard error.
    of : tuple of str
        The parameters, or the sets of them, whose value is told.
    evppi, evppi_standard_error : ndarray of float, shape (K, P)
        The value of knowing each of these, and its standard error.
    best : tuple of str
        The best alternative on average at each price.
    population : float
        For how many the decision is made: all values are for them together.
    units : tuple of str
        The units of cost and effect in the table; empty texts where it has none.
    """

    willingness_to_pay: FloatArray
    evpi: FloatArray
    evpi_standard_error: FloatArray
    of: tuple[str, ...]
    evppi: FloatArray
    evppi_standard_error: FloatArray
    best: tuple[str, ...]
    population: float
    units: tuple[str, str] = ("", "")

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        top = int(self.evpi.argmax())
        price = float(self.willingness_to_pay[top])
        return f"evpi_curve: at most {self.evpi[top]:.6g}, at a willingness to pay of {price:.6g}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for k, price in enumerate(self.willingness_to_pay):
            values = [float(self.evpi[k]), *map(float, self.evppi[k])]
            rows.append([float(price), *values, self.best[k]])
        return ["willingness to pay", "EVPI", *(f"EVPPI {name}" for name in self.of), "best"], rows


@cites("stinnett_mullahy_1998")
@named
def evpi_curve(
    table: DecisionTable,
    willingness_to_pay: Any,
    *,
    cost: str,
    effect: str,
    samples: Mapping[str, Any] | pandas.DataFrame | Result | None = None,
    of: Sequence[str | Sequence[str]] = (),
    population: float = 1.0,
    scramblings: int | None = None,
) -> EvpiCurveResult:
    """Compute values of perfect information by what is paid for a unit of effect.

    Parameters
    ----------
    table : DecisionTable
        Sampled performances (S, A, C) with a criterion for costs and one for effects.
    willingness_to_pay : array_like of float, shape (K,)
        What a unit of effect is worth, ascending, at least 0.
    cost : str
        The criterion in money, mostly to be small.
    effect : str
        The criterion that is bought, such as quality-adjusted life years; where its goal is 'min',
        as for years lost to disability, less of it is.
    samples : mapping of str to array_like, pandas.DataFrame or SimulationResult, optional
        The parameters' samples (S,), as in `evppi`; needed where `of` names any.
    of : sequence
        Whose value is told beside that of everything: each a parameter, or several that would be
        known together.
    population : float
        For how many the decision is made, as `voi.population` counts them; 1 tells the value of one
        decision.
    scramblings : int, optional
        Of how many independent scramblings of Sobol' points the samples are, as in `evppi`.

    Returns
    -------
    EvpiCurveResult
        With `.evpi` (K,), `.evppi` (K, P), their standard errors, and `.best`.

    Raises
    ------
    InvalidInputError
        If the table, cost, effect or prices are as `acceptability_curve` refuses them, `of` names
        what is not among the samples, or the population is not positive.

    Notes
    -----
    At each price `evpi` and `evppi` are asked of the net benefits, price * effect - cost. Values
    are largest near the prices where the best alternative changes.

    Examples
    --------
    >>> import numpy as np
    >>> from decision_analysis import Criterion, DecisionTable
    >>> from decision_analysis.voi import evpi_curve
    >>> helped = np.arange(1000) % 4 == 0
    >>> usual, treated = np.zeros((1000, 2)), np.stack([np.full(1000, 1000), 4.0 * helped], axis=1)
    >>> criteria = [Criterion("cost", "min", unit="EUR"), Criterion("years")]
    >>> table = DecisionTable(np.stack([usual, treated], axis=1), criteria, ["usual", "treated"])
    >>> evpi_curve(table, [500, 1000, 2000], cost="cost", effect="years").evpi.tolist()
    [250.0, 750.0, 750.0]
    """
    benefits = net_benefits(table, cost, effect, willingness_to_pay)
    people = _checks.number("population", population, low=0, high=LARGEST_COUNT, open_low=True)
    asked = _checks.entries("of", of, kind="a sequence of names, or of names known together")
    drawn = {} if samples is None else samples
    if asked and samples is None:
        raise InvalidInputError("samples must be given where of names parameters; got None")
    names = tuple(_called(entry) for entry in asked)
    if repeats := _checks.repeats(names):
        raise InvalidInputError(f"of must not repeat; got {repeats} more than once")
    whole, parts, best = [], [], []
    for values in benefits.each():
        found = evpi(values, scramblings=scramblings)
        best.append(table.alternatives[int(found.best)])
        whole.append((found.value, found.standard_error))
        known = [evppi(values, drawn, entry, scramblings=scramblings) for entry in asked]
        parts.append([(each.value, each.standard_error) for each in known])
    with np.errstate(over="ignore"):
        everything = people * np.array(whole)
        some = people * np.array(parts).reshape(len(whole), len(asked), 2)
    _checks.all_finite("population times the values of information", everything)
    _checks.all_finite("population times the values of parameters", some)
    return EvpiCurveResult(
        method="evpi_curve",
        parameters={"cost": cost, "effect": effect},
        references=cited("stinnett_mullahy_1998"),
        alternatives=table.alternatives,
        willingness_to_pay=benefits.prices,
        evpi=everything[:, 0],
        evpi_standard_error=everything[:, 1],
        of=names,
        evppi=some[..., 0],
        evppi_standard_error=some[..., 1],
        best=tuple(best),
        population=people,
        units=(_unit(table, cost), _unit(table, effect)),
    )


def _unit(table: DecisionTable, criterion: str) -> str:
    return table.criteria[table.criterion_names.index(criterion)].unit


def _called(entry: Any) -> str:
    """Return what a parameter, or a set of them, is called in a table."""
    if isinstance(entry, str):
        return _checks.names("of", [entry])[0]
    if not isinstance(entry, list | tuple):
        raise InvalidInputError(
            f"of must be names, or sequences of names known together; got {shown(entry)} among them"
        )
    return " and ".join(_checks.names("of", entry))

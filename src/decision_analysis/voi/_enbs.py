"""`enbs`: the expected net benefit of sampling, by the size of the study."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labelled import entries
from decision_analysis._limits import LARGEST_COUNT, LARGEST_SAMPLED_VALUE
from decision_analysis._named import named
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi._evsi import EvsiResult


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EnbsResult(Result):
    """What studies of several sizes are worth to a population, less what they cost.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    sizes : ndarray of float, shape (N,)
        How many subjects each study has, ascending.
    worth : ndarray of float, shape (N,)
        The value of each study's information to the population.
    costs : ndarray of float, shape (N,)
        What each study costs.
    net : ndarray of float, shape (N,)
        Worth less cost: the expected net benefit of sampling.
    net_standard_error : ndarray of float, shape (N,)
        Of `net`.
    best_size : float
        The size with the largest expected net benefit.
    value : float
        That net benefit; where it is negative, no study is worth its cost.
    standard_error : float
        Of `value`, for a size that is given; the largest of several errs on the high side.
    population : float
        How many profit from the information.
    """

    sizes: FloatArray
    worth: FloatArray
    costs: FloatArray
    net: FloatArray
    net_standard_error: FloatArray
    best_size: float
    value: float
    standard_error: float
    population: float

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        if self.value <= 0:
            return (
                f"ENBS: no study is worth its cost; with {self.best_size:g} subjects"
                f" {self.value:.6g} (standard error {self.standard_error:.2g})"
            )
        return (
            f"ENBS: {self.value:.6g} (standard error {self.standard_error:.2g}) with"
            f" {self.best_size:g} subjects"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        columns = (self.sizes, self.worth, self.costs, self.net, self.net_standard_error)
        rows: list[list[_render.Cell]] = [
            [float(number) for number in row] for row in zip(*columns, strict=True)
        ]
        return ["subjects", "worth", "cost", "net benefit", "standard error"], rows


@cites("raiffa_schlaifer_1961")
@named
def enbs(
    studies: Mapping[float, EvsiResult | float] | Any,
    *,
    population: float,
    fixed_cost: float = 0.0,
    subject_cost: float = 0.0,
) -> EnbsResult:
    """Compute the expected net benefit of sampling by the size of the study, and the best size.

    Parameters
    ----------
    studies : mapping of number to EvsiResult or float, or pandas.Series
        What one decision gains by a study, by its number of subjects: results of `evsi`, or
        numbers, whose standard errors then count as 0.
    population : float
        How many decisions profit from the study, as `voi.population` counts them; positive.
    fixed_cost : float
        What any study costs, in the unit of the values, at least 0.
    subject_cost : float
        What each subject adds, at least 0; with two arms, of both where subjects are pairs.

    Returns
    -------
    EnbsResult
        With `.net` (N,), `.best_size` and `.value`.

    Raises
    ------
    InvalidInputError
        If there is no study, a size is not a number of at least 0 or stands twice, a value is
        negative, or another number is out of its range.

    Notes
    -----
    ENBS(n) = population * EVSI(n) - fixed_cost - subject_cost * n. Without a study it is 0: where
    all are negative, none should be done. Take the same samples for all sizes, so that their
    differences are less uncertain than each of them.

    Examples
    --------
    A benefit with prior mean 0 and standard deviation 1, measured with standard deviation 2 in n
    subjects: EVSI(n) is .3989 times the standard deviation n / (n + 4) to the power 1/2.

    >>> from decision_analysis.voi import enbs
    >>> studies = {n: 0.39894 * (n / (n + 4)) ** 0.5 for n in (5, 10, 20, 40)}
    >>> enbs(studies, population=1000, fixed_cost=50, subject_cost=2)
    ENBS: 274.181 (standard error 0) with 20 subjects
       subjects  worth  cost  net benefit  standard error
              5  297.4    60        237.4               0
             10  337.2    70        267.2               0
             20  364.2    90        274.2               0
             40  380.4   130        250.4               0
    """
    people = _checks.number("population", population, low=0, high=LARGEST_COUNT, open_low=True)
    fixed = _checks.number("fixed_cost", fixed_cost, low=0, high=LARGEST_SAMPLED_VALUE)
    each = _checks.number("subject_cost", subject_cost, low=0, high=LARGEST_SAMPLED_VALUE)
    given = [
        (_size(size), *_gain(size, study)) for size, study in entries("studies", studies).items()
    ]
    if repeated := _checks.repeats([size for size, _, _ in given]):
        raise InvalidInputError(f"sizes of studies must not repeat; got {repeated} more than once")
    sizes, gains, errors = np.array(sorted(given)).T
    with np.errstate(over="ignore"):
        worth = people * gains
        _checks.all_finite("population times the value of a study", worth)
        _checks.all_finite("population times the standard error of a study", people * errors)
    costs = fixed + each * sizes
    net = worth - costs
    top = int(net.argmax())
    return EnbsResult(
        method="enbs",
        parameters={"fixed_cost": fixed, "subject_cost": each},
        references=cited("raiffa_schlaifer_1961"),
        alternatives=(),
        sizes=sizes,
        worth=worth,
        costs=costs,
        net=net,
        net_standard_error=people * errors,
        best_size=float(sizes[top]),
        value=float(net[top]),
        standard_error=float(people * errors[top]),
        population=people,
    )


def _size(given: object) -> float:
    return _checks.number("the size of a study", given, low=0, high=LARGEST_COUNT)


def _gain(size: object, study: object) -> tuple[float, float]:
    if isinstance(study, EvsiResult):
        return study.value, study.standard_error
    what = f"the value of a study of {size}"
    return _checks.number(what, study, low=0, high=LARGEST_SAMPLED_VALUE), 0.0

"""`prim`: scenario discovery, the boxes of parameters in which an outcome is most frequent."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._named import named, warn
from decision_analysis._shown import shown
from decision_analysis.core import Result
from decision_analysis.core.parts import SampledValues, call, parameter_samples
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity._peeling import inside_box, pasted, peeled, quasi_p_values
from decision_analysis.sensitivity._prim_box import PrimBox


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrimResult(Result):
    """Boxes of parameters in which an outcome is most frequent, one after the other.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    names : tuple of str
        The parameters that vary.
    boxes : tuple of PrimBox
        The boxes; the samples of one are left out when the next is looked for.
    coverage : float
        The share of all cases that lie in the boxes together.
    density : float
        The share of cases among the samples in the boxes.
    base : float
        The share of cases among all samples.
    n_samples : int
        How many samples there are.
    """

    names: tuple[str, ...]
    boxes: tuple[PrimBox, ...]
    coverage: float
    density: float
    base: float
    n_samples: int

    def _headline(self) -> str:
        return (
            f"prim: {len(self.boxes)} box(es), coverage {self.coverage:.3g}, density"
            f" {self.density:.3g} where {self.base:.3g} of {self.n_samples:,} samples are cases"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for number, box in enumerate(self.boxes, 1):
            rows += [[str(number), *row] for row in box._rows()[1]]
        return ["box", "parameter", "from", "to", "quasi-p"], rows


@cites("friedman_fisher_1999", "bryant_lempert_2010")
@named
def prim(
    samples: Any,
    outcome: Any,
    *,
    peel: float = 0.05,
    paste: float = 0.01,
    least_mass: float = 0.05,
    density: float | None = None,
    n_boxes: int = 1,
) -> PrimResult:
    """Find the boxes of parameters in which an outcome is most frequent: scenario discovery.

    Parameters
    ----------
    samples : SimulationResult, DataFrame or mapping of str to array_like, shape (S,)
        The samples of the parameters.
    outcome : array_like of bool, shape (S,), Series, or callable
        Whether each sample is a case of what is looked for; or a function that says so, of a
        simulation's table, else of the samples.
    peel : float
        The share of samples that a slice has, in (0, 0.5]: the less, the more patient.
    paste : float
        The share of a box that is put back at once, in (0, 0.5].
    least_mass : float
        The least share of all samples that a box may have, in (0, 1).
    density : float, optional
        The least share of cases in a box, in (0, 1]: of the path of boxes the first is taken that
        has it. None takes the densest, of equally dense ones the first.
    n_boxes : int
        How many boxes are looked for at most.

    Returns
    -------
    PrimResult
        With `.boxes`, each with `.limits`, `.coverage`, `.density`, `.p_values` and its path.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, samples and outcome differ in length, all samples or none are
        cases, or no parameter varies.

    Warns
    -----
    DegenerateDataWarning
        If no box has the density that is asked for: the densest is taken.

    Notes
    -----
    From the box of all samples one slice after the other is peeled off, at the low or the high end
    of a parameter, always the one that leaves the largest share of cases; then slices are pasted to
    the box that was chosen while its density does not fall (Friedman and Fisher 1999). A
    quasi-p-value is the binomial probability of as many cases in the box, or more, if they were as
    frequent as they are without the restriction of the one parameter (Bryant and Lempert 2010): the
    same samples found the box and test it, so that small values are a guide and no proof. A path
    has about log(least_mass) / log(1 - peel) boxes, each found in a time that grows with samples
    times parameters.

    Examples
    --------
    >>> import numpy as np
    >>> from decision_analysis.sensitivity import prim
    >>> rng = np.random.default_rng(1)
    >>> samples = {name: rng.uniform(size=5000) for name in ("price", "demand", "delay")}
    >>> found = prim(samples, (samples["price"] > 0.6) & (samples["demand"] < 0.5))
    >>> found.boxes[0]
    box of 2 parameter(s): coverage 0.991, density 1, mass 0.185
       parameter  from   to      quasi-p
       price      0.601          0
       demand            0.4922  0
    """
    share = _checks.number("peel", peel, low=0, high=0.5, open_low=True)
    back = _checks.number("paste", paste, low=0, high=0.5, open_low=True)
    least = _checks.number("least_mass", least_mass, low=0, high=1, open_low=True, open_high=True)
    wanted = None
    if density is not None:
        wanted = _checks.number("density", density, low=0, high=1, open_low=True)
    most = _checks.integer("n_boxes", n_boxes)
    names, points, cases = _read(samples, outcome)
    # slices that are equally good are taken by name, so that the order of the samples is no matter
    ordered = sorted(range(len(names)), key=names.__getitem__)
    points, given = points[ordered], np.argsort(ordered)
    least_of, most_of = points.min(axis=1), points.max(axis=1)
    total, count = int(cases.sum()), len(cases)
    least_count = max(1, int(np.ceil(least * count)))
    boxes: list[PrimBox] = []
    left = np.ones(count, dtype=bool)
    inside = np.zeros(count, dtype=bool)
    for _ in range(most):
        there, hits = points[:, left], cases[left].astype(float)
        if not hits.any() or there.shape[1] <= least_count:
            break
        path = peeled(there, hits, share, least_count)
        densities = path.cases / path.size
        step = _chosen(densities, wanted, first=not boxes)
        # nothing left to find: no box is dense enough, or denser than what is there
        if step is None or (step == 0 and boxes):
            break
        low, high = pasted(there, hits, path.low[step], path.high[step], back)
        mine = left & inside_box(points, low, high)
        found = int(cases[mine].sum())
        boxes.append(
            PrimBox(
                method="prim",
                names=names,
                low=low[given],
                high=high[given],
                is_restricted=np.stack([low > least_of, high < most_of], axis=1)[given],
                coverage=found / total,
                density=found / int(mine.sum()),
                mass=float(mine.mean()),
                p_values=quasi_p_values(there, hits, low, high)[given],
                step=step,
                path_low=path.low[:, given],
                path_high=path.high[:, given],
                path_coverage=path.cases / total,
                path_density=densities,
                path_mass=path.size / count,
            )
        )
        inside |= mine
        left &= ~mine
    found = int(cases[inside].sum())
    return PrimResult(
        method="prim",
        parameters={"peel": share, "paste": back, "least_mass": least, "density": wanted},
        references=cited("friedman_fisher_1999", "bryant_lempert_2010"),
        names=names,
        boxes=tuple(boxes),
        coverage=found / total,
        density=found / max(1, int(inside.sum())),
        base=total / count,
        n_samples=count,
    )


def _chosen(densities: FloatArray, wanted: float | None, *, first: bool) -> int | None:
    """Return the first box of a path that is dense enough, or densest; None for no such later box.

    Of the first path the densest is taken where none is dense enough.
    """
    densest = int((densities >= densities.max() - 1e-12).argmax())
    if wanted is None:
        return densest
    enough: IntArray = np.flatnonzero(densities >= wanted)
    if len(enough):
        return int(enough[0])
    if not first:
        return None
    warn(
        f"no box has a density of {wanted:g}; the densest has {densities.max():.4g}",
        DegenerateDataWarning,
    )
    return densest


def _read(samples: Any, outcome: Any) -> tuple[tuple[str, ...], FloatArray, BoolArray]:
    """Return the names, the samples (D, S) of what varies, and which are cases (S,)."""
    drawn = getattr(samples, "samples", samples)
    if _labelled.is_frame(drawn):
        names = _checks.names("names of samples", drawn.columns)
    else:
        names = _checks.keys("samples", _checks.mapping("samples", drawn))
    if callable(outcome):
        about = getattr(samples, "table", drawn)
        outcome = call("outcome", "a function of the table or the samples", outcome, about)
    series = _labelled.is_series(outcome)
    cases = _truths(outcome.to_numpy() if series else outcome)
    total = int(cases.sum())
    if total in (0, len(cases)):
        which = "all" if total else "none"
        raise InvalidInputError(
            f"outcome must be true for some samples and false for others; {which} of"
            f" {len(cases):,} are"
        )
    values = SampledValues(
        (), cases[:, None].astype(float), True, outcome.index if series else None
    )
    read = parameter_samples(samples, names, values)
    varying = tuple(name for name in names if np.ptp(read[name]) > 0)
    if not varying:
        raise InvalidInputError(f"at least one parameter must vary; got constants {listed(names)}")
    return varying, np.stack([read[name] for name in varying]), cases


def _truths(given: Any) -> BoolArray:
    """Return an array (S,) of truth values."""
    try:
        cases = _checks.read(given)
    except ValueError as error:
        raise InvalidInputError(f"outcome must be an array of booleans (S,); {error}") from error
    if cases.dtype.kind != "b" or cases.ndim != 1 or not cases.size or _checks.masked(given):
        raise InvalidInputError(
            f"outcome must be an array of booleans (S,); got {shown(given)}, of {cases.dtype}"
        )
    return cases

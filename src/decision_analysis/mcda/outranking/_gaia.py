"""GAIA: the plane in which the flows of PROMETHEE are seen with the least loss."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis.core import DecisionTable, Result, Weights, axes
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda.outranking._flows import criterion_flows
from decision_analysis.mcda.outranking._preference_functions import (
    Preference,
    preference_functions,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class GaiaResult(Result):
    """Alternatives, criteria and weights in the plane of most variance; `plot.gaia` draws it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    alternatives_uv : ndarray of float, shape (A, 2)
        Where the alternatives' net flows by criterion lie in the plane; their mean is 0.
    criteria_uv : ndarray of float, shape (C, 2)
        The criteria's unit axes in the plane: alike in direction where criteria agree, opposite
        where they conflict, short where the plane does not show them.
    pi : ndarray of float, shape (2,)
        The decision axis: the unit vector of the weights in the plane. Alternatives that lie far in
        its direction have large net flows, as far as the plane shows them; where it is short, the
        plane says little about the decision.
    delta : float
        Which share of the variance the plane shows, in [0, 1].
    shares : ndarray of float, shape (C,)
        Which share each principal component shows, the largest first.
    weights : ndarray of float, shape (C,)
        The weights, which sum to 1.
    criterion_flows : ndarray of float, shape (A, C)
        Net flows of each criterion by itself, which the plane shows.
    """

    alternatives_uv: FloatArray
    criteria_uv: FloatArray
    pi: FloatArray
    delta: float
    shares: FloatArray
    weights: FloatArray
    criterion_flows: FloatArray = axes("AC", "Net flows of single criteria", r"\phi_j(a)")

    main: ClassVar[str] = "criterion_flows"

    def _headline(self) -> str:
        across, up = self.pi.tolist()
        return f"GAIA plane: {self.delta:.1%} of the variance, pi ({across:.4f}, {up:.4f})"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for kind, labels, points in (
            ("alternative", self.alternatives, self.alternatives_uv),
            ("criterion", self.criteria or (), self.criteria_uv),
        ):
            rows += [
                [label, kind, float(u), float(v)]
                for label, (u, v) in zip(labels, points, strict=True)
            ]
        return ["name", "is", "u", "v"], rows


@cites("brans_mareschal_1994", "mareschal_brans_1988")
@named
def gaia(table: DecisionTable, weights: Weights, *, preference: Preference) -> GaiaResult:
    """Find the plane in which alternatives, criteria and weights of PROMETHEE are seen together.

    Parameters
    ----------
    table : DecisionTable
        Performances (A, C) of a single table, in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (C,)
        Weights of the criteria; only their ratios matter, and only to the decision axis.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.

    Returns
    -------
    GaiaResult
        With `.alternatives_uv` (A, 2), `.criteria_uv` (C, 2), `.pi` (2,) and `.delta`.

    Raises
    ------
    InvalidInputError
        If there are samples, the weights do not fit, or a preference function is missing, unknown
        or returns no degrees.

    Warns
    -----
    DegenerateDataWarning
        If the second and the third component show the same variance, so that the plane is one of
        several; or if nothing varies, where all points lie at 0 and delta is 1.

    Notes
    -----
    Equations (23) to (30) of Brans and Mareschal (1994). The net flows phi_j(a) make a point of C
    coordinates of each alternative. The two principal components u and v, the eigenvectors of the
    two largest eigenvalues of Phi' Phi, span the plane, and delta is the sum of these two over the
    sum of all. A component's sign is free: here the decision axis never points left or down. A
    component that shows no variance is 0 for all. Where delta is low, the order of the net flows
    may differ from what the picture shows. O(A^2 C + A C^2).

    Examples
    --------
    Twelve sites in Europe (Brans and Mareschal 1994), whose plane is printed to show 86%:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> names, goals = (
    ...     ["cost", "population", "parking", "access", "competitors"],
    ...     "min max max max min",
    ... )
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "Netherlands 1": [21.0, 425, 500, 2, 1],
    ...         "Netherlands 2": [21.3, 475, 522, 2, 0],
    ...         "Belgium 1": [8.2, 120, 860, 5, 2],
    ...         "Belgium 2": [6.6, 45, 722, 3, 1],
    ...         "Belgium 3": [4.9, 52, 1050, 4, 3],
    ...         "Germany 1": [21.3, 755, 850, 3, 5],
    ...         "Germany 2": [17.9, 625, 200, 2, 5],
    ...         "Germany 3": [17.3, 524, 780, 2, 5],
    ...         "Germany 4": [14.2, 540, 690, 4, 6],
    ...         "France 1": [10.4, 80, 675, 4, 3],
    ...         "France 2": [12.9, 310, 786, 5, 2],
    ...         "France 3": [9.6, 275, 1020, 2, 3],
    ...     },
    ...     [Criterion(n, g) for n, g in zip(names, goals.split(), strict=True)],
    ... )
    >>> f = mcda.preference
    >>> functions = [
    ...     f.linear(0.5, 3.2),
    ...     f.gaussian(75),
    ...     f.gaussian(225),
    ...     f.level(1, 2),
    ...     f.v_shape(3),
    ... ]
    >>> plane = mcda.gaia(
    ...     table, [3, 1, 1, 1, 2.5], preference=dict(zip(names, functions, strict=True))
    ... )
    >>> round(plane.delta, 2)
    0.86
    """
    asked = door(table, weights)
    if asked.shape:
        raise InvalidInputError(
            f"table and weights must be single; got samples {asked.shape}; a plane of its own"
            " belongs to each"
        )
    functions = preference_functions(table.criterion_names, preference)
    above, below = criterion_flows(asked.gains, functions)
    # the matrix Phi of all phi_j(a), equation (24), whose columns sum to 0
    flows = (above - below).T
    # Phi = U S V': the rows of V' are the eigenvectors of Phi' Phi, and S^2 its eigenvalues
    _, sizes, components = np.linalg.svd(flows, full_matrices=False)
    variances = np.zeros(len(table.criterion_names))
    variances[: len(sizes)] = sizes**2
    total = float(variances.sum())
    _warn(variances, total)
    plane = _oriented(components, variances, asked.weights)
    return GaiaResult(
        method="GAIA",
        parameters=asked.recorded(preference=preference),
        references=cited("brans_mareschal_1994", "mareschal_brans_1988"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        alternatives_uv=flows @ plane,
        criteria_uv=plane,
        pi=asked.weights / np.linalg.norm(asked.weights) @ plane,
        # equation (28)
        delta=float(variances[:2].sum() / total) if total else 1.0,
        shares=variances / total if total else variances,
        weights=asked.weights,
        criterion_flows=flows,
    )


def _warn(variances: FloatArray, total: float) -> None:
    """Warn where there is no plane, or more than one."""
    if not total:
        warn("all net flows are 0, and so are all points", DegenerateDataWarning)
    elif (
        len(variances) > 2
        and variances[1] - variances[2] <= TIE_TOLERANCE * variances[0] < (variances[1])
    ):
        warn(
            "the second and the third component show the same variance; the plane is one of"
            " several",
            DegenerateDataWarning,
        )


def _oriented(components: FloatArray, variances: FloatArray, weights: FloatArray) -> FloatArray:
    """Return u and v as columns (C, 2), 0 where nothing varies along them.

    The weights lie to the right and above; where they lie on the axis, the longest criterion does.
    """
    plane = np.zeros((len(weights), 2))
    for column in range(min(2, len(components))):
        if variances[column] <= TIE_TOLERANCE**2 * variances[0] or not variances[0]:
            continue
        along = components[column]
        side = float(weights @ along)
        if abs(side) <= TIE_TOLERANCE:
            side = float(along[np.abs(along).argmax()])
        plane[:, column] = along if side > 0 else -along
    return plane

"""GAIA: the plane in which the flows of PROMETHEE are seen with the least loss."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis.core import DecisionTable, Scores, Weights, axes
from decision_analysis.core.parts import Columns, remembered
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda.outranking._flows import criterion_flows, net_flow, weighted


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class GaiaResult(Scores):
    """Alternatives, criteria and weights in the plane of most variance; `plot.gaia` draws it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Net flows, as of `promethee_ii`.
    higher_is_better : bool
        Always True.
    alternatives_uv : ndarray of float, shape (..., A, 2)
        Where the alternatives' net flows by criterion lie in the plane; their mean is 0.
    criteria_uv : ndarray of float, shape (..., C, 2)
        The criteria's unit axes in the plane: alike in direction where criteria agree, opposite
        where they conflict, short where the plane does not show them.
    pi : ndarray of float, shape (..., 2)
        The decision axis: the unit vector of the weights in the plane. Alternatives that lie far in
        its direction have large net flows, as far as the plane shows them; where it is short, the
        plane says little about the decision.
    delta : float, or ndarray of float, shape (...)
        Which share of the variance the plane shows, in [0, 1].
    shares : ndarray of float, shape (..., C)
        Which share each principal component shows, the largest first.
    """

    alternatives_uv: FloatArray = axes("A2")
    criteria_uv: FloatArray = axes("C2")
    pi: FloatArray = axes("2")
    delta: FloatArray | float = axes("")
    shares: FloatArray = axes("N")

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return f"GAIA: the plane shows {self.delta:.1%} of the variance"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return self._with_places(None)

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        rest = "" if self.sample_shape else _render.more(len(self.alternatives) - most)
        return *self._with_places(most), rest

    def _with_places(self, most: int | None) -> tuple[list[str], list[list[_render.Cell]]]:
        """Return ranks and scores, the best first, with the places in the plane."""
        headers, rows = self._ranked(most)
        if self.sample_shape:
            return headers, rows
        places = dict(zip(self.alternatives, self.alternatives_uv.tolist(), strict=True))
        return [*headers, "u", "v"], [[*row, *places[str(row[0])]] for row in rows]

    def _columns(self) -> Columns:
        name, labels, columns = super()._columns()
        u, v = np.moveaxis(self.alternatives_uv, -1, 0)
        return name, labels, {**columns, "u": u, "v": v}


@cites("brans_mareschal_1994", "mareschal_brans_1988")
@named
@remembered
def gaia(table: DecisionTable, weights: Weights, *, preference: Preference) -> GaiaResult:
    """Find the plane in which alternatives, criteria and weights of PROMETHEE are seen together.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter, and only to the decision axis.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.

    Returns
    -------
    GaiaResult
        Net flows in `.scores`, and the plane: `.alternatives_uv` (..., A, 2), `.criteria_uv`
        (..., C, 2), `.pi` (..., 2) and `.delta` (...). Of a batch, each sample has its own plane.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, or a preference function
        is missing, unknown or returns no degrees.

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
    may differ from what the picture shows. O(A C^2), and what flows cost in `promethee_ii`.

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
    functions = preference_functions(table.criterion_names, preference)
    above, below = criterion_flows(asked.gains, functions)
    # the matrix Phi of all phi_j(a), equation (24), whose columns sum to 0
    flows = np.moveaxis(above - below, -1, -2)
    # Phi = U S V': the rows of V' are the eigenvectors of Phi' Phi, and S^2 its eigenvalues
    _, sizes, components = np.linalg.svd(flows, full_matrices=False)
    variances = np.zeros((*table.sample_shape, len(table.criteria)))
    variances[..., : sizes.shape[-1]] = sizes**2
    total = variances.sum(axis=-1, keepdims=True)
    _warn(variances)
    plane = _oriented(components, variances, asked.weights)
    # where nothing varies, nothing is lost
    shares = np.divide(variances, total, out=np.zeros_like(variances), where=total > 0)
    delta = np.where(total[..., 0] > 0, shares[..., :2].sum(axis=-1), 1.0)
    length = np.linalg.norm(asked.weights, axis=-1, keepdims=True)
    return GaiaResult(
        method="GAIA",
        parameters=asked.recorded(preference=preference),
        references=cited("brans_mareschal_1994", "mareschal_brans_1988"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=net_flow(weighted(asked.weights, above), weighted(asked.weights, below)),
        alternatives_uv=flows @ plane,
        criteria_uv=plane,
        # equation (29)
        pi=np.einsum("...c,...cu->...u", asked.weights / length, plane),
        # equation (28)
        delta=np.broadcast_to(delta, asked.shape).copy(),
        shares=shares,
    )


def _warn(variances: FloatArray) -> None:
    """Warn where there is no plane, or more than one."""
    if not variances[..., 0].all():
        warn("all net flows are 0, and so are all points", DegenerateDataWarning)
    if variances.shape[-1] < 3:
        return
    first, second, third = np.moveaxis(variances[..., :3], -1, 0)
    slack = TIE_TOLERANCE * first
    if ((second - third <= slack) & (second > slack)).any():
        warn(
            "the second and the third component show the same variance; the plane is one of"
            " several",
            DegenerateDataWarning,
        )


def _oriented(components: FloatArray, variances: FloatArray, weights: FloatArray) -> FloatArray:
    """Return u and v as columns (..., C, 2), 0 where nothing varies along them.

    The weights lie to the right and above; where they lie on the axis, the longest criterion does.
    """
    along = components[..., :2, :]
    # the side of the weights, and of the criterion whose axis is the longest
    sides = np.einsum("...kc,...c->...k", along, weights)
    longest = np.take_along_axis(along, np.abs(along).argmax(axis=-1)[..., None], axis=-1)[..., 0]
    side = np.sign(np.where(np.abs(sides) > TIE_TOLERANCE, sides, longest))
    seen = variances[..., : along.shape[-2]] > TIE_TOLERANCE**2 * variances[..., :1]
    plane = np.swapaxes(along * (np.where(seen, side, 0.0))[..., None], -1, -2)
    missing = 2 - plane.shape[-1]
    return np.concatenate([plane, np.zeros((*plane.shape[:-1], missing))], axis=-1)

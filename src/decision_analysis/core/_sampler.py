"""`Sampler`: what draws samples of some parameters by chunks, here or in another process."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core._cut import cut_parts
from decision_analysis.core._joint import Group
from decision_analysis.core._parameter import Parameter
from decision_analysis.core._pert import pert_draws
from decision_analysis.core._sampling import UniformDesign


@dataclasses.dataclass(frozen=True, eq=False)
class Sampler:
    """Draws the samples of some parameters chunk by chunk; it can be sent to another process.

    Parameters
    ----------
    parameters : tuple of Parameter
        All parameters, constant ones included.
    design : UniformDesign or None
        The points of the varying ones; None where all are constant.
    n : int
        Number of samples.
    groups : tuple of (Joint, tuple of str)
        Parameters that are drawn together.
    """

    parameters: tuple[Parameter, ...]
    design: UniformDesign | None
    n: int
    groups: tuple[Group, ...] = ()

    def cut(self, index: int, rows: int) -> Sampler:
        """Return a sampler that holds no other rows than those of one chunk.

        Parameters
        ----------
        index : int
            Which chunk.
        rows : int
            How many rows it has.

        Returns
        -------
        Sampler
            It gives the same samples of that chunk, and is small to send to another process.
        """
        return self if self.design is None else cut_parts(self, index, rows, "design")

    def chunk(self, index: int, rows: int) -> dict[str, FloatArray]:
        """Return the samples of one chunk.

        Parameters
        ----------
        index : int
            Which chunk.
        rows : int
            How many rows it has.

        Returns
        -------
        dict of str to ndarray, shape (rows,)
            Samples by name.
        """
        points = None if self.design is None else self.design.chunk(index, rows)
        together = {name for _, members in self.groups for name in members}
        column: dict[str, FloatArray] = {}
        drawn: dict[str, FloatArray] = {}
        for parameter in self.parameters:
            name = parameter.name
            if parameter.is_constant or points is None:
                # a constant takes no column of the design, so that adding one changes no sample
                drawn[name] = np.full(rows, parameter.base)
                continue
            column[name] = points[:, len(column)]
            # those drawn together keep their place among the others, and are filled in below
            drawn[name] = column[name] if name in together else _drawn(parameter, column[name])
        for joint, members in self.groups:
            samples = joint.transform(np.stack([column[name] for name in members], axis=-1))
            drawn.update({name: samples[:, i].copy() for i, name in enumerate(members)})
        return drawn


def _drawn(parameter: Parameter, points: FloatArray) -> FloatArray:
    """Return samples of a parameter that varies, at points (rows,) of a design."""
    low, high = parameter.low, parameter.high
    if parameter.distribution is not None or low is None or high is None:
        return np.asarray(parameter.quantile(points))
    return pert_draws(low, parameter.base, high, points)

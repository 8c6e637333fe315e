"""`Sampler`: what draws samples of some parameters by chunks, here or in another process."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core._parameter import Parameter
from decision_analysis.core._sampling import UniformDesign
from decision_analysis.core._workers import cut_parts


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
    """

    parameters: tuple[Parameter, ...]
    design: UniformDesign | None
    n: int

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
        column = 0
        drawn: dict[str, FloatArray] = {}
        for parameter in self.parameters:
            if parameter.is_constant or points is None:
                # a constant takes no column of the design, so that adding one changes no sample
                drawn[parameter.name] = np.full(rows, parameter.base)
            else:
                drawn[parameter.name] = parameter.quantile(points[:, column])
                column += 1
        return drawn

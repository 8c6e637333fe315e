"""`Affine`: a threshold that is a line in the worse of the two performances compared."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named


@cites("roy_bouyssou_1993")
@dataclasses.dataclass(frozen=True)
class Affine:
    """A threshold by the worse of two performances compared: slope * performance + intercept.

    Parameters
    ----------
    slope : float
        Change of the threshold with each unit of the performance: at least -1 on a criterion to
        maximize and at most 1 on one to minimize, so that a better performance never falls back
        behind the threshold.
    intercept : float
        Threshold at performance 0, in the criterion's unit.

    Raises
    ------
    InvalidInputError
        If one is not a finite number.

    Examples
    --------
    >>> from decision_analysis import mcda
    >>> mcda.Affine(slope=0.1, intercept=5).at(200.0)
    25.0
    """

    slope: float
    intercept: float

    def __post_init__(self) -> None:
        for field in ("slope", "intercept"):
            object.__setattr__(
                self, field, _checks.number(f"Affine: {field}", getattr(self, field))
            )

    @named
    def at(self, performance: float) -> float:
        """Return the threshold where the worse of the two performances is the given one.

        Parameters
        ----------
        performance : float
            Performance in the criterion's unit.

        Returns
        -------
        float
            The threshold, in the criterion's unit.

        Raises
        ------
        InvalidInputError
            If the performance is not a finite number.
        """
        return self.slope * _checks.number("performance", performance) + self.intercept

"""`Criterion`: what alternatives are judged on."""

from __future__ import annotations

import dataclasses
from typing import Literal

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True)
class Criterion:
    """What alternatives are judged on.

    Parameters
    ----------
    name : str
        Its name, unique in a table.
    goal : {'max', 'min'}
        Whether more is better ('max', a benefit) or less ('min', a cost).
    unit : str
        Unit of the performances, for labels.
    description : str
        One sentence for readers.

    Raises
    ------
    InvalidInputError
        If the name is empty or the goal is neither 'max' nor 'min'.

    Examples
    --------
    >>> from decision_analysis import Criterion
    >>> Criterion("price", goal="min", unit="EUR")
    Criterion(name='price', goal='min', unit='EUR', description='')
    """

    name: str
    goal: Literal["max", "min"] = "max"
    unit: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checks.label("Criterion: name", self.name))
        place = f"criterion {self.name!r}"
        if not isinstance(self.goal, str) or self.goal not in ("max", "min"):
            raise InvalidInputError(f"{place}: goal must be 'max' or 'min'; got {shown(self.goal)}")
        for what in ("goal", "unit", "description"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))

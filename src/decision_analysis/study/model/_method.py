"""`Method`: a scoring method with the options that a study gives it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from decision_analysis import mcda
from decision_analysis._frozen import Sealed
from decision_analysis.core import DecisionTable


@dataclasses.dataclass(frozen=True)
class Method(Sealed):
    """A scoring method of `mcda` by name, with options.

    Parameters
    ----------
    label : str
        As tables call it.
    function : str
        Its name in `mcda`.
    options : mapping of str to object
        Arguments by name.
    """

    label: str
    function: str
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def has_veto(self) -> bool:
        """Whether a veto is among its options."""
        return self.options.get("veto") is not None

    def __call__(self, table: DecisionTable, weights: Any) -> Any:
        """Return the method's result for a table and weights."""
        return getattr(mcda, self.function)(table, weights, **self.options)

    def with_threshold(self, name: str, number: float) -> Method | None:
        """Return the method with another number for one of its thresholds.

        It is called as in the ledger: 'electre_iii: veto: direct_escalation'. None where the method
        has no threshold of that name.
        """
        function, _, path = name.partition(": ")
        if function != self.function:
            return None
        options = _replaced(self.options, path, number)
        return None if options is None else dataclasses.replace(self, options=options)


def _replaced(options: Any, path: str, number: float) -> Any:
    """Return options, or a preference function, with the number at a path; None without it."""
    if isinstance(options, Mapping):
        known = dict(options)
    elif dataclasses.is_dataclass(options) and not isinstance(options, type):
        known = {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
    else:
        return None
    for key, inner in known.items():
        # a key may have the separator in it, so that paths are not split
        found = None
        if path == key:
            found = number
        elif path.startswith(f"{key}: "):
            found = _replaced(inner, path[len(key) + 2 :], number)
        if found is not None:
            if isinstance(options, Mapping):
                return {**options, key: found}
            return dataclasses.replace(options, **{key: found})
    return None

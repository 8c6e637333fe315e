"""`Scope`: what names in braces stand for."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(eq=False)
class Scope:
    """What names in braces stand for, None where braces are plain text, and what was made so."""

    values: Mapping[str, Any] | None
    # whether equal parts become one object
    one: bool = True
    made: dict[int, Any] = dataclasses.field(default_factory=dict)
    unfinished: set[int] = dataclasses.field(default_factory=set)
    _arguments: Scope | None = None

    def of_arguments(self) -> Scope:
        """Return the scope of what is given to fragments: equal arguments must be one object."""
        if self.one:
            return self
        if self._arguments is None:
            self._arguments = Scope(self.values)
        return self._arguments

    def with_values(self, values: Mapping[str, Any]) -> Scope:
        return Scope({**(self.values or {}), **values})

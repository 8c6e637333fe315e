"""Random indices of AHP: mean consistency indices of random comparisons, published or one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from decision_analysis import _checks, _labelled
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

RandomIndex: TypeAlias = Literal["saaty", "alonso_lamata"] | Mapping[int, float] | None

_SAATY = (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
_NAMED = ("saaty", "alonso_lamata")
_WAYS = "{n: value} is a table of one's own, and None leaves the ratio out"


def random_index_of(n: int, given: RandomIndex) -> tuple[float | None, object]:
    """Return the random index for n criteria, or None, and what the result records of it."""
    if given is None:
        return None, None
    if isinstance(given, Mapping) or _labelled.is_series(given):
        table = _own_table(given)
        if n > 2 and n not in table:
            raise InvalidInputError(
                f"random_index must have a value for {n} criteria; got"
                f" {_checks.listed(list(table))}"
            )
        return table.get(n, 0.0), table
    if not isinstance(given, str):
        raise InvalidInputError(
            f"random_index must be one of {', '.join(map(repr, _NAMED))}, or None, or a"
            f" mapping such as {{3: 0.58}}; got {shown(given)}"
        )
    name = _checks.one_of("random_index", given, _NAMED)
    if name == "alonso_lamata":
        return (1.7699 * n - 4.3513) / (n - 1) if n > 2 else 0.0, name
    if n > len(_SAATY) + 2:
        raise InvalidInputError(
            f"random_index 'saaty' needs at most {len(_SAATY) + 2} criteria; got {n}; "
            f"'alonso_lamata' takes any number, {_WAYS}"
        )
    return _SAATY[n - 3] if n > 2 else 0.0, name


def _own_table(given: object) -> dict[int, float]:
    """Return a user's random indices by number of criteria; those of one and two are not used."""
    table = {}
    for key, value in _labelled.entries("random_index", given).items():
        n = _checks.integer("number of criteria in random_index", key)
        table[n] = _checks.number(f"random_index of {n} criteria", value, low=0, open_low=n > 2)
    return table

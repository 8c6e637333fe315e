"""Checks of what users pass in: of words, names and choices, those of numbers in `_numbers`, and
what a value is in `_kinds`.

Both are reached from here alone.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from numbers import Integral
from typing import Any, TypeVar

from decision_analysis._arrays import FloatArray
from decision_analysis._kinds import counts_places as counts_places
from decision_analysis._kinds import held as held
from decision_analysis._kinds import holds_several as holds_several
from decision_analysis._kinds import is_labelled as is_labelled
from decision_analysis._kinds import is_mapping as is_mapping
from decision_analysis._kinds import is_number as is_number
from decision_analysis._kinds import labelling as labelling
from decision_analysis._kinds import masked as masked
from decision_analysis._labels import Labels, is_name, own_names
from decision_analysis._limits import LONGEST_COMPARED, MOST_COMPARED
from decision_analysis._numbers import all_finite as all_finite
from decision_analysis._numbers import as_floats as as_floats
from decision_analysis._numbers import at as at
from decision_analysis._numbers import integer as integer
from decision_analysis._numbers import number as number
from decision_analysis._numbers import numeric_array as numeric_array
from decision_analysis._numbers import of_finite_range as of_finite_range
from decision_analysis._numbers import of_finite_slopes as of_finite_slopes
from decision_analysis._numbers import pair as pair
from decision_analysis._numbers import read as read
from decision_analysis._numbers import sample_index as sample_index
from decision_analysis._numbers import samples as samples
from decision_analysis._probabilities import probability_problem, rescaled
from decision_analysis._room import room as room
from decision_analysis._shown import shown
from decision_analysis.errors import LISTED, MOST, InvalidInputError

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Return text (`numpy.str_`, `StrEnum`, any subclass) as plain `str`; else `value`."""
    # `str(value)` would call a `__str__` that the subclass may have overridden
    return str.__str__(value) if isinstance(value, str) else value


def text(what: str, value: object) -> str:
    """Return text, which may be empty, as plain `str`."""
    found: str = plain(instance(what, value, str))
    return found


def label(what: str, value: object) -> str:
    """Return a name, a non-empty string, as plain `str`."""
    if not isinstance(value, str) or not value:
        raise InvalidInputError(f"{what} must be a non-empty string; got {shown(value)}")
    return str.__str__(value)


def instance(what: str, value: object, kind: type[T]) -> T:
    """Return `value` if it is a `kind`."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOUaeiou" else "a"
        frame = kind.__name__ == "DecisionTable" and is_pandas(value)
        hint = ": make one by DecisionTable.from_frame(frame, goals={...})" if frame else ""
        raise InvalidInputError(
            f"{what} must be {article} {kind.__name__}; got {type(value).__name__}{hint}"
        )
    return value


def steps_kept(steps: object, *, single: bool) -> bool:
    """Say whether to keep the intermediates: as asked; None keeps them for a single table only."""
    if steps is None:
        return single
    if isinstance(steps, bool):
        return steps
    raise InvalidInputError(f"steps must be True, False or None; got {shown(steps)}")


def entries(what: str, value: object, *, kind: str = "a sequence") -> list[Any]:
    """Return the entries of an ordered iterable; a string is one entry, not several."""
    if isinstance(value, str):
        raise InvalidInputError(f"{what} must be {kind}; got the one string {shown(value)}")
    # bytes would come as integers, sets in any order, mappings as their keys alone
    unordered = isinstance(value, bytes | set | frozenset | Mapping)
    if not isinstance(value, Iterable) or unordered or getattr(value, "ndim", 1) != 1:
        raise InvalidInputError(f"{what} must be {kind}; got {type(value).__name__}")
    return list(value)


def length(value: object) -> int | None:
    """Return how many entries a sequence or an array has; None for text or what has no length."""
    try:
        return None if isinstance(value, str | bytes) else len(value)  # type: ignore[arg-type]
    except TypeError:
        return None


def names(what: str, value: Iterable[object]) -> tuple[str, ...]:
    """Return at least one name, non-empty strings, none twice; a pandas index is remembered."""
    # our own tuples of names come through here at every call, so that they are let pass at once
    if isinstance(value, Labels) or _are_names(value):
        return value  # type: ignore[return-value]
    if is_pandas(value) and hasattr(value, "nlevels"):
        labels = Labels.of_index(value)
        names(what, list(labels))
        return labels
    result = tuple(entries(what, value, kind="a sequence of names"))
    if not result:
        raise InvalidInputError(f"{what} must not be empty")
    for name in result:
        if not isinstance(name, str) or not name:
            raise InvalidInputError(f"{what} must be non-empty strings; got {shown(name)}")
    result = tuple(map(plain, result))
    if repeated := repeats(result):
        raise InvalidInputError(f"{what} must not repeat; got {listed(repeated)} more than once")
    return result


def _are_names(value: object) -> bool:
    """Say at once whether a tuple holds names, as those of the library's own do."""
    # `type` and not `isinstance`: a `numpy.str_` among them has still to be made plain
    if type(value) is not tuple or set(map(type, value)) != {str}:
        return False
    return "" not in value and len(set(value)) == len(value)


def nearest(word: object, known: Collection[object], alike: float = 0.6) -> str | None:
    """Return the known word that is spelled most alike, if any is: in that share of its letters."""
    # difflib takes quadratic time, and a word of this length is no misspelling
    if not isinstance(word, str) or len(word) > LONGEST_COMPARED or len(known) > MOST_COMPARED:
        return None
    words = [entry for entry in known if isinstance(entry, str) and len(entry) <= LONGEST_COMPARED]
    near = difflib.get_close_matches(word, words, n=1, cutoff=alike)
    return near[0] if near else None


def listed(names: Collection[object]) -> str:
    """Write names as a list; of more than 25 the first ten, and how many more there are."""
    if len(names) <= MOST:
        return f"[{', '.join(map(shown, names))}]"
    first = ", ".join(map(shown, itertools.islice(names, LISTED)))
    return f"[{first}, ... and {len(names) - LISTED:,} more]"


def repeats(values: Iterable[Hashable]) -> list[Any]:
    """List what occurs more than once, each once, in order of the second appearance."""
    seen: set[Hashable] = set()
    # a dict, not a set, as it keeps the order
    twice: dict[Hashable, None] = {}
    for value in values:
        if value in seen:
            twice[value] = None
        seen.add(value)
    return list(twice)


def one_of(what: str, value: object, allowed: Sequence[str]) -> str:
    """Return `value` if it is one of the allowed words."""
    if isinstance(value, str) and value in allowed:
        return str.__str__(value)
    raise InvalidInputError(
        f"{what} must be one of {', '.join(map(repr, allowed))}; got {shown(value)}"
    )


def known(what: str, value: object, allowed: Collection[str], *, place: str = "") -> str:
    """Return `value` if it names one of `allowed`; the error proposes the nearest spelling.

    The error begins with a place if one is given.
    """
    if isinstance(value, str) and value in allowed:
        return str.__str__(value)
    # labels that are no text, such as 2024 or a date, by what the user's frame calls them
    if isinstance(allowed, Labels) and is_name(allowed, value):
        return str(next(own_names(allowed, [value])))
    near = nearest(value, allowed)
    hint = f" (did you mean {near!r}?)" if near else ""
    before = f"{place}: " if place else ""
    raise InvalidInputError(
        f"{before}unknown {what} {shown(value)}{hint}; known are {listed(allowed)}"
    )


def all_known(what: str, values: Iterable[object], allowed: Collection[str]) -> list[str]:
    """Return `values` if each names one of `allowed`, the names of which are looked up at once."""
    # of a tuple each look-up would go through all names
    words = frozenset(allowed)
    return [
        str.__str__(value)
        if isinstance(value, str) and value in words
        else known(what, value, allowed)
        for value in values
    ]


def labels_of(what: str, value: Iterable[object] | None, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return distinct labels that are all among the allowed ones; all of these where None."""
    if value is None:
        # a tuple may remember the frame that its labels come from
        return allowed if isinstance(allowed, tuple) else tuple(allowed)
    found = names(what, value)
    all_known(f"alternative in {what}", found, allowed)
    return found


def same_names(what: str, given: Iterable[object], expected: Sequence[str]) -> None:
    """Refuse `given` unless it holds exactly the names of `expected`.

    An index that counts is told the way out.
    """
    got = list(given)
    # sets for the look-up; the lists below keep the order in which names were given
    words, wanted = {name for name in got if isinstance(name, str)}, set(expected)
    missing = [name for name in expected if name not in words]
    unknown = [name for name in got if not isinstance(name, str) or name not in wanted]
    if missing or unknown:
        parts = [f"missing {listed(missing)}"] * bool(missing)
        parts += [f"unknown {listed(unknown)}"] * bool(unknown)
        near = nearest(unknown[0], missing) if unknown else None
        hint = f" (did you mean {near!r}?)" if near else ""
        # 0, 1, 2, ... is what pandas calls rows that nobody named: most likely `index=` is missing
        counts = len(got) == len(unknown) == len(expected) and all(
            isinstance(name, Integral | str) and name in (place, str(place))
            for place, name in enumerate(got)
        )
        if counts:
            hint = (
                "; these labels only count: name them, or give .to_numpy() where the order is right"
            )
        raise InvalidInputError(f"{what} once; {', '.join(parts)}{hint}")


def keys(what: str, value: Mapping[Any, object]) -> tuple[str, ...]:
    """Return the keys of a mapping as at least one name, each a non-empty string."""
    return names(what, list(value))


def mapping(what: str, value: Mapping[str, T] | object, *, empty: bool = False) -> Mapping[str, T]:
    """Return `value` if it is a mapping, which may be empty only where that is said."""
    if not is_mapping(value):
        raise InvalidInputError(f"{what} must be a mapping; got {type(value).__name__}")
    if not value and not empty:
        raise InvalidInputError(f"{what} must not be empty")
    return value


def is_pandas(value: object) -> bool:
    """Say whether `value` is a pandas object, without importing pandas."""
    return labelling(type(value)) == "pandas"


def probabilities(
    labels: Sequence[str], value: object, *, rescale: bool | None = None
) -> FloatArray:
    """Return finite, non-negative probabilities (..., n) that sum to 1 within 1e-9.

    They sum to 1 along the last axis. `rescale` divides by sums that rounding explains; None where
    the caller has no such argument.
    """
    array = numeric_array("probabilities", value)
    if array.ndim == 0 or array.shape[-1] != len(labels):
        raise InvalidInputError(
            f"need {len(labels)} probabilities, one for each of {listed(labels)}; got"
            f" shape {array.shape}"
        )
    # before the check, which then refuses only what rounding does not explain
    array = rescaled(array) if rescale else array
    if problem := probability_problem(labels, array, rescale=rescale):
        raise InvalidInputError(problem)
    return array

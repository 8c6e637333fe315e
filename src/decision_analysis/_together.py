"""`together` and `beside`: several arguments with labels in one order, bare ones beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import entries, has_labels, is_frame, is_series
from decision_analysis._labels import own_names
from decision_analysis._read_rows import Names, Rows, aligned, by_place, read_rows, row
from decision_analysis.errors import InvalidInputError


def together(each: str, *, of: str = "", one: str = "", **given: Any) -> list[Rows]:
    """Read several by one order of labels and rows, the first's; refuse labelled beside bare.

    Data frames come last, as what else is there tells whether they are turned.
    """
    bare = [what for what, entry in given.items() if not has_labels(entry)]
    named = [what for what, entry in given.items() if what not in bare and not by_place(entry)]
    if bare and named:
        _checks.numeric_array(bare[0], given[bare[0]])
        raise _in_doubt(f"{named[0]} has", f"{bare[0]} has")
    found: dict[str, Rows] = {}
    for what in sorted(given, key=lambda what: is_frame(given[what])):
        first = next(iter(found.items()), None)
        names = first[1].names if first and named else None
        read = read_rows(what, given[what], names, each=each, of=of, one=one)
        found[what] = aligned(what, read, *first) if first else read
    return [found[what] for what in given]


def beside(
    what: str,
    given: Any,
    others: str,
    labels: Names | None,
    *,
    each: str,
    rows: str = "",
    one: str = "",
    across: Sequence[str] = (),
) -> FloatArray:
    """Return numbers (n,), one for each row of others; labelled beside bare is refused.

    The rows are called `labels`, None where they have none, and the columns of a frame `across`:
    numbers by these tell that it is turned.
    """
    rows = f"the {rows or each + 's'} of {others}"
    if labels is None:
        if has_labels(given) and not by_place(given):
            raise _in_doubt(f"{what} have", f"{rows} have")
        return _checks.numeric_array(what, given)
    if not has_labels(given):
        raise _in_doubt(f"{rows} have", f"{what} have")
    if across and (is_series(given) or isinstance(given, Mapping)):
        keys = set(own_names(across, entries(what, given)))
        if keys == set(across) != set(labels):
            raise InvalidInputError(
                f"{others} must have a row for each {each}; got them as columns: turn the"
                " frame with .T"
            )
    return row(what, given, labels, each=each, one=one)[0]


def _in_doubt(labelled: str, bare: str) -> InvalidInputError:
    return InvalidInputError(
        f"{labelled} labels and {bare} none, so that their order is in doubt; "
        "give both with labels, or both without"
    )

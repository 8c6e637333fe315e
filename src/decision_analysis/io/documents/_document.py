"""`Document`: what a file says, and where."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.io.documents._place import (
    Place,
    column_of,
    joined,
    line_of,
    placed,
    position_of,
)


@dataclasses.dataclass(frozen=True, eq=False)
class Document:
    """Plain data and where each entry of them stands.

    Parameters
    ----------
    data : object
        Mappings with string keys, lists, strings, finite numbers, booleans and None. What YAML
        names once by an anchor and uses in several places is one object in all of them.
    path : str
        The file, as messages name it; empty for data that come from no file.
    lines : int or tuple
        Where the entries stand, line and column, as `read` notes it; 0 for data that come from no
        file.

    Examples
    --------
    >>> from decision_analysis import io
    >>> io.Document({"criteria": {"price": {"goal": "min"}}}).where(["criteria", "price"])
    'criteria > price'
    """

    data: Any
    path: str = ""
    lines: Place = dataclasses.field(default=0, repr=False)

    @named
    def line(self, keys: Sequence[str | int] = ()) -> int:
        """Return the line of an entry.

        Parameters
        ----------
        keys : sequence of str or int
            Keys of mappings and positions in lists that lead to it.

        Returns
        -------
        int
            From 1; that of its key in a mapping, and of the nearest entry that leads to it where it
            is not there itself. What an alias repeats has the lines of its anchor. 0 where data
            come from no file.

        Raises
        ------
        InvalidInputError
            If `keys` is no sequence.

        Examples
        --------
        >>> from decision_analysis import io
        >>> io.Document({"criteria": {}}).line(["criteria"])
        0
        """
        return line_of(self._walk(_checks.entries("keys", keys))[0])

    @named
    def column(self, keys: Sequence[str | int] = ()) -> int:
        """Return the column in which an entry begins, in its line.

        Parameters
        ----------
        keys : sequence of str or int
            Keys of mappings and positions in lists that lead to it.

        Returns
        -------
        int
            In characters, from 1; that of its key in a mapping, of itself in a list, and of the
            nearest entry that leads to it where it is not there itself. What an alias repeats has
            the columns of its anchor. 0 where data come from no file.

        Raises
        ------
        InvalidInputError
            If `keys` is no sequence.

        Examples
        --------
        >>> from decision_analysis import io
        >>> io.Document({"criteria": {}}).column(["criteria"])
        0
        """
        return column_of(self._walk(_checks.entries("keys", keys))[0])

    @named
    def where(self, keys: Sequence[str | int] = ()) -> str:
        """Return the place of an entry for messages: file, line, column and keys.

        Parameters
        ----------
        keys : sequence of str or int
            Keys of mappings and positions in lists that lead to it; it need not be there.

        Returns
        -------
        str
            Such as ``study.yaml:12:3: alternatives > staged``.

        Raises
        ------
        InvalidInputError
            If `keys` is no sequence.

        Examples
        --------
        >>> from decision_analysis import io
        >>> io.Document({"evidence": [{}]}).where(["evidence", 0, "date"])
        'evidence[0] > date'
        """
        place, walked = self._walk(_checks.entries("keys", keys))
        text = joined(walked)
        if not position_of(place):
            return text or "document"
        return placed(self.path, place, text)

    def _walk(self, keys: Sequence[str | int]) -> tuple[Place, list[str | int]]:
        """Go along the keys as far as there are places.

        Positions in lists may be written as text.
        """
        place, data = self.lines, self.data
        walked: list[str | int] = []
        for given in keys:
            as_text = (
                isinstance(data, list)
                and isinstance(given, str)
                and given.isdecimal()
                and len(given) < 20
            )
            key = int(given) if as_text else given
            walked.append(key)
            try:
                data = data[key]
                place = place[1][key] if isinstance(place, tuple) else place
            except (KeyError, IndexError, TypeError):
                # an entry that is missing stands, for a message, where what should hold it stands
                data = None
                place = position_of(place)
        return place, walked


def position_in(document: Document, keys: Sequence[str | int]) -> int:
    """Return line and column of an entry as one number, which is ordered as the file is."""
    return position_of(document._walk(keys)[0])

"""`ByLabel`: what has one answer for each label, as `result[label]`, as a dict and by number."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._labels import own_names
from decision_analysis._shown import shown
from decision_analysis.errors import UnknownKeyError


def place_of(method: str, label: object, labels: tuple[str, ...]) -> int:
    """Return where a label stands, which may be written as the user's own frame does."""
    name = next(own_names(labels, [label]))
    if isinstance(name, str) and name in labels:
        return labels.index(name)
    near = _checks.nearest(name, labels)
    hint = f" (did you mean {near!r}?)" if near else ""
    raise UnknownKeyError(
        f"no {shown(label)} among its labels{hint}; they are {_checks.listed(labels)}",
        where=method,
    )


class ByLabel:
    """Base of results that know the answer for each label.

    `_by_label` has the labels and the answers (..., n). They are not iterated over.
    """

    if TYPE_CHECKING:
        method: str

        def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]: ...

    # without it Python would iterate by `__getitem__` of 0, 1, 2, ...
    __iter__ = None

    def as_dict(self) -> dict[str, Any]:
        """Return the answer for each label: a number, or its samples (...) where it is a batch.

        Returns
        -------
        dict
            Label to score, rank or weight.
        """
        labels, answers = self._by_label()
        if answers.ndim == 1:
            return dict(zip(labels, answers.tolist(), strict=True))
        return {label: answers[..., place] for place, label in enumerate(labels)}

    def __getitem__(self, label: Hashable) -> Any:
        labels, answers = self._by_label()
        found = answers[..., place_of(self.method, label, labels)]
        return found if answers.ndim > 1 else found.item()

    def __contains__(self, label: object) -> bool:
        labels = self._by_label()[0]
        name = next(own_names(labels, [label]))
        return isinstance(name, str) and name in labels

    def __len__(self) -> int:
        return len(self._by_label()[0])

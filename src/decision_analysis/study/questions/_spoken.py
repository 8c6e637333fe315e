"""`spoken`: the name of a judged number as one says it, 'price of Corsa' for 'Corsa: price'."""

from __future__ import annotations

from decision_analysis.study.model import Study


def spoken(study: Study, name: str) -> str:
    """Return the name of a number in a sentence; that of no cell of the table is as it is."""
    # labels may hold a colon themselves
    for at in range(len(name)):
        if name.startswith(": ", at) and name[:at] in study.alternatives:
            criterion = name[at + 2 :]
            if any(criterion == c.name for c in study.criteria):
                return f"{criterion} of {name[:at]}"
    return name

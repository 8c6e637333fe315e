"""`resolve`: the values of named formulas that use one another in any order."""

from __future__ import annotations

from collections.abc import Mapping

from decision_analysis.io.documents import LISTED, MOST
from decision_analysis.io.formulas import Formula, FormulaError, Formulas, Number, shown

_UNREAD = "cannot be read"


def resolve(
    texts: Mapping[str, str | Number], formulas: Formulas
) -> tuple[dict[str, Number], dict[str, str]]:
    """Return the values of formulas that use one another in any order, and why some have none."""
    parsed: dict[str, Formula] = {}
    values: dict[str, Number] = {}
    faults: dict[str, str] = {}
    for name, text in texts.items():
        try:
            if isinstance(text, str):
                parsed[name] = formulas.parse(text)
            else:
                values[name] = text
        except FormulaError as error:
            faults[name] = str(error) if len(faults) < MOST else _UNREAD
    # what each formula waits for, and who waits for each
    waiting = {name: set(formula.names) - values.keys() for name, formula in parsed.items()}
    users: dict[str, list[str]] = {}
    for name, used in waiting.items():
        for other in used:
            users.setdefault(other, []).append(name)
    ready = [name for name, used in waiting.items() if not used]
    # compute what waits for nothing: a list that grows as values come
    for name in ready:
        try:
            values[name] = parsed[name].value(values)
        except FormulaError as error:
            faults[name] = str(error) if len(faults) < MOST else _UNREAD
            continue
        for user in users.get(name, ()):
            waiting[user].discard(name)
            if not waiting[user]:
                ready.append(user)
    # pass faults on to what uses them: a list that grows too
    failed = list(faults)
    for name in failed:
        for user in users.get(name, ()):
            if user not in faults:
                faults[user] = f"{shown(str(texts[user]))} uses {name!r}, which cannot be computed"
                failed.append(user)
    # what is left waits in a circle
    for name in parsed:
        if name not in values and name not in faults:
            others = sorted(waiting[name])
            faults[name] = (
                f"{shown(str(texts[name]))} uses {others[:LISTED]}, and names must not use one"
                " another in a circle"
            )
    return {name: values[name] for name in texts if name in values}, faults

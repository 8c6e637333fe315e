"""What methods do when a question is asked in another way, found by running them on random tables.

Nothing here is known beforehand: a method that is added is tried, and one that changes is shown as
it is now.
"""

from __future__ import annotations

import functools
import inspect
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import decision_analysis as da

# the same values for required options as the conformance suite takes, by the option's name
sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from conformance_options import options_for

TABLES, ALTERNATIVES, CRITERIA = 300, 5, 4
SEED = 20
UNIT = 1e4
"""Performances are some ten thousands, beside which margins of 1 in options do not count."""

FEW = {"permutation": 20}
"""So many tables, where each is a program of its own."""

OTHER_ANSWERS = {
    "compare": "sets methods side by side",
    "gaia": "draws the criteria; its order is that of `mcda.promethee_ii`",
    "preference_degrees": "are the numbers behind `mcda.promethee_i`",
    "promethee_v": "selects several; its order is that of `mcda.promethee_ii`",
}
"""Functions of a table and weights whose answer is no order."""

CHANGES = {
    "criterion split": "a criterion stands there twice, with half its weight each",
    "one less": "an alternative is taken away",
    "a copy": "a copy of an alternative is added",
    "another unit": "a criterion is multiplied by eight, and another divided by eight",
    "another zero": "the same is added to a column",
    "stretched": "columns are squared, which keeps their order alone",
}

Outcome = tuple[str, np.ndarray]


def methods() -> dict[str, Callable[..., Any]]:
    """Return the functions of a table and weights, by name."""
    found = {}
    for name in da.mcda.__all__:
        function = getattr(da.mcda, name)
        if inspect.isfunction(function):
            parameters = list(inspect.signature(function).parameters)
            if parameters[:2] == ["table", "weights"]:
                found[name] = function
    return found


@functools.cache
def properties(name: str) -> dict[str, float | str]:
    """Return the share of tables that each change turns round, and what becomes of a weak spot.

    Options are those that the conformance suite gives the method, made anew where units change and
    kept where alternatives come and go.

    Raises
    ------
    NotTried
        If the method does not rank or sort, or needs what no table tells.
    """
    if name in OTHER_ANSWERS:
        raise NotTried(OTHER_ANSWERS[name])
    with warnings.catch_warnings():
        # among so many tables are some that a method remarks on
        warnings.simplefilter("ignore", da.errors.DegenerateDataWarning)
        return _tried(methods()[name], FEW.get(name, TABLES))


class NotTried(ValueError):
    """A method that the table of properties cannot have, and why."""


def _tried(method: Callable[..., Any], count: int) -> dict[str, float | str]:
    rng = np.random.default_rng(SEED)
    values = UNIT * rng.uniform(2, 10, (TABLES, ALTERNATIVES, CRITERIA))[:count]
    weights = rng.dirichlet(np.full(CRITERIA, 3.0), TABLES)[:count]
    table = _table(values, ["max", "max", "min", "max"])
    options = _options(method)
    given = options(table)
    before = _outcome(method(table, weights, **given))
    found: dict[str, float | str] = {}
    for change, others, other_weights, rows in _changed(table, weights):
        # who comes or goes does not change what the user has said
        kept = given if change in ("one less", "a copy") else options(others)
        after = _outcome(method(others, other_weights, **kept))
        turned = _turned(before, after, rows)
        found[change] = max(float(turned.mean()), float(found.get(change, 0.0)))
    found["weak spot"] = _weak_spot(method, options)
    return found


def _options(method: Callable[..., Any]) -> Callable[[da.DecisionTable], dict[str, Any]]:
    made = options_for(method)

    def options(table: da.DecisionTable) -> dict[str, Any]:
        try:
            return made(table)
        except KeyError as error:
            raise NotTried(f"needs {error.args[0]}, which no table tells") from None

    return options


def _table(values: np.ndarray, goals: list[str]) -> da.DecisionTable:
    criteria = [da.Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return da.DecisionTable(values, criteria, [f"a{i}" for i in range(values.shape[-2])])


def _changed(
    table: da.DecisionTable, weights: np.ndarray
) -> Iterator[tuple[str, da.DecisionTable, np.ndarray, list[int]]]:
    """Yield each change, the table and weights it makes, and which alternatives stayed."""
    values, goals = table.values, [criterion.goal for criterion in table.criteria]
    everyone = list(range(ALTERNATIVES))
    twice = np.concatenate([values, values[..., :1]], axis=-1)
    halves = np.concatenate([weights, weights[:, :1]], axis=-1) * [0.5, 1, 1, 1, 0.5]
    yield "criterion split", _table(twice, [*goals, goals[0]]), halves, everyone
    for left_out in everyone:
        stayed = [i for i in everyone if i != left_out]
        fewer = table.select(alternatives=[table.alternatives[i] for i in stayed])
        yield "one less", fewer, weights, stayed
        more = np.concatenate([values, values[:, [left_out]]], axis=-2)
        yield "a copy", _table(more, goals), weights, everyone
    yield "another unit", table.with_values(values * [8, 1, 0.125, 1]), weights, everyone
    yield (
        "another zero",
        table.with_values(values + UNIT * np.array([0, 8, 1, 0])),
        weights,
        everyone,
    )
    yield "stretched", table.with_values(values**2 / UNIT), weights, everyone


def _outcome(result: Any) -> Outcome:
    """Return who is better than whom (..., A, A), or the class of each (..., A)."""
    if isinstance(result, da.Sorting):
        return "classes", np.asarray(result.assignment)
    ranks = getattr(result, "ranks", None)
    if ranks is not None:
        ranks = np.asarray(ranks)
        return "order", ranks[..., :, None] < ranks[..., None, :]
    if isinstance(result, da.Relation):
        over = np.asarray(result.matrix) > 0.5
        return "relation", over & ~np.swapaxes(over, -1, -2)
    raise NotTried("neither ranks nor sorts")


def _turned(before: Outcome, after: Outcome, stayed: list[int]) -> np.ndarray:
    """Return of each table whether two that stayed have changed places, or one its class.

    Of a relation, whether one of two is now preferred that was not, or the reverse.
    """
    kind, first = before
    _, second = after
    second = second[..., : len(stayed)]
    if kind == "classes":
        return (first[..., stayed] != second).any(axis=-1)
    first = first[..., stayed, :][..., stayed]
    # those that stayed stand first
    second = second[..., : len(stayed), :]
    if kind == "relation":
        return (first != second).any(axis=(-2, -1))
    return (first & np.swapaxes(second, -1, -2)).any(axis=(-2, -1))


def _weak_spot(
    method: Callable[..., Any], options: Callable[[da.DecisionTable], dict[str, Any]]
) -> str:
    """Say whether three firsts make up for one last: against the middle on these, nearly the best
    there."""
    rows = [[10, 10, 10, 2], [6, 6, 6, 9.8], [2, 2, 2, 10]]
    table = _table(UNIT * np.array(rows), ["max"] * CRITERIA)
    outcome = _outcome(method(table, np.full(CRITERIA, 0.25), **options(table)))
    kind, found = outcome
    if kind == "classes":
        uneven, even = int(found[0]), int(found[1])
        return "yes" if uneven > even else "no" if uneven < even else "same class"
    return "yes" if found[0, 1] else "no" if found[1, 0] else "undecided"


def table_of_properties() -> tuple[str, dict[str, str]]:
    """Return the Markdown table of all methods, and the methods that are not in it, with why."""
    head = ["method, family", *CHANGES, "weak spot made up for"]
    lines = [head, ["---"] * len(head)]
    left_out = {}
    for name, method in sorted(methods().items()):
        try:
            found = properties(name)
        except (NotTried, da.errors.DecisionAnalysisError) as reason:
            left_out[name] = str(reason)
            continue
        shares = [_share(found[change]) for change in CHANGES]
        lines.append([f"`mcda.{name}`<br>{family(method)}", *shares, str(found["weak spot"])])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines), left_out


def family(method: Callable[..., Any]) -> str:
    """Return the folder that a method lies in."""
    return method.__module__.split(".")[2]


def _share(share: float | str) -> str:
    """Write how often; what happens at all is not rounded to never."""
    if not share:
        return "no"
    return f"{float(share):.0%}" if float(share) >= 0.005 else "<1%"

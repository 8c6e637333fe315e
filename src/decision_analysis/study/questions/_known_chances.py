"""What it is worth to know, set or hear of the chances of a tree."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.study.questions._setting import Setting

DECISION, CHANCE = 2, 1
"""Kinds of nodes in a flat tree."""
MOST_NODES = 200
"""Of a tree whose chances are told apart by what was decided before: their dependence on one
another is looked for in all pairs of paths."""
MOST_STATES = 243
"""Joint states of what is learnt together."""


@dataclasses.dataclass(frozen=True)
class KnownChances:
    """What it is worth to know the chances of a tree.

    Parameters
    ----------
    known, controlled : dict of str to trees.InformationResult
        To learn the outcomes of a name before the first decision, and to set them.
    apart : tuple of str
        The names that are a chance of its own after each option.
    signals : dict of str to float
        What a chance that is seen before a decision is worth to whoever waits for it.
    reports : dict of str to trees.InformationResult
        One more entry like those in the log of evidence.
    """

    known: dict[str, Any]
    controlled: dict[str, Any]
    apart: tuple[str, ...]
    signals: dict[str, float]
    reports: dict[str, Any]


def known_chances(setting: Setting) -> KnownChances | None:
    """Return what the chances of the study's tree are worth to know; None where it has none."""
    flat = trees.to_arrays(setting.tree)
    names = dict.fromkeys(
        name for name, kind in zip(flat.names, flat.kind, strict=True) if kind == CHANCE
    )
    if not names or not (flat.kind == DECISION).any():
        return None
    options: dict[str, Any] = {"attribute": setting.attribute, "goal": _goal(setting)}
    known, controlled, refused = {}, {}, []
    for name in names:
        found = _asked(trees.clairvoyance, flat, name, options)
        if found is None:
            refused.append(name)
        else:
            known[name] = found
        found = _asked(trees.control, flat, name, options)
        if found is not None:
            controlled[name] = found
    signals, seen = _signals(setting, flat)
    refused = [name for name in refused if name not in seen]
    apart = _apart(setting, flat, refused, options)
    return KnownChances(
        {name: (known | apart)[name] for name in names if name in known or name in apart},
        controlled,
        tuple(apart),
        signals,
        _reports(setting, flat, options),
    )


def _goal(setting: Setting) -> str:
    return setting.study.goal if setting.study.plain_tree else "max"


def _asked(function: Any, tree: Any, name: Any, options: dict[str, Any], **more: Any) -> Any:
    """Return an answer, or None where the tree does not determine it."""
    try:
        return function(tree, name, **options, **more)
    except DecisionAnalysisError:
        return None


def _parents(flat: Any) -> Any:
    return np.concatenate([[0], np.repeat(np.arange(len(flat)), flat.n_children)])


def _apart(
    setting: Setting, flat: Any, refused: list[str], options: dict[str, Any]
) -> dict[str, Any]:
    """Return what it is worth to know chances whose probabilities depend on what was decided.

    Each is a chance of its own after each option, and all of them are learnt together. Options that
    wait for a signal are left out where the best does not begin with one.
    """
    if not refused:
        return {}
    tree = _without_waiting(setting, flat, options)
    if tree is None:
        return {}
    kinds, before, parents = tree.kind, list(tree.names), _parents(tree)
    last = [""] * len(tree)
    for i in range(1, len(tree)):
        p = parents[i]
        last[i] = tree.labels[i] if kinds[p] == DECISION else last[p]
    after = [
        f"{name} ({last[i]})" if kinds[i] == CHANCE and name in refused else name
        for i, name in enumerate(before)
    ]
    told = trees.TreeArrays(
        kinds, tree.n_children, tree.probability, tree.payoff, names=after, labels=tree.labels
    )
    found = {}
    for name in refused:
        places = [i for i in range(len(tree)) if kinds[i] == CHANCE and before[i] == name]
        own = list(dict.fromkeys(after[i] for i in places))
        outcomes = {after[i]: int(tree.n_children[i]) for i in places}
        if own and np.prod([float(count) for count in outcomes.values()]) <= MOST_STATES:
            result = _asked(trees.clairvoyance, told, own if len(own) > 1 else own[0], options)
            if result is not None:
                found[name] = result
    return found


def _without_waiting(setting: Setting, flat: Any, options: dict[str, Any]) -> Any:
    """Return the tree without the options that lead to a signal, if nothing is lost by that."""
    parents, kinds = _parents(flat), flat.kind
    below, top = np.zeros(len(flat), dtype=bool), np.zeros(len(flat), dtype=int)
    for i in range(1, len(flat)):
        p = parents[i]
        below[i] = below[p] or kinds[p] == CHANCE
        top[i] = i if p == 0 else top[p]
    waiting = {flat.labels[top[i]] for i in np.flatnonzero(below & (kinds == DECISION))}
    root = setting.tree
    if waiting and isinstance(root, trees.Decision):
        kept = {label: node for label, node in root.options.items() if label not in waiting}
        if kept:
            left = trees.Decision(root.name, kept, root.payoff)
            best, before = (float(trees.rollback(each, **options).value) for each in (left, flat))
            if abs(best - before) <= 1e-9 * max(abs(before), 1.0):
                flat = trees.to_arrays(left)
    return flat if len(flat) <= MOST_NODES else None


def _signals(setting: Setting, flat: Any) -> tuple[dict[str, float], set[str]]:
    """Return what chances seen before a decision are worth, less the best that ignores them.

    What comes before, such as the cost of waiting, is on both sides, and falls out.
    """
    kinds, counts, first = flat.kind, flat.n_children, flat.first_child
    options: dict[str, Any] = {"attribute": setting.attribute, "goal": _goal(setting)}
    back = trees.rollback(flat, **options)
    sign = 1.0 if _goal(setting) == "max" else -1.0
    found: dict[str, float] = {}
    names = set()
    for i in np.flatnonzero(kinds == CHANCE):
        children = range(first[i], first[i] + counts[i])
        if not all(kinds[child] == DECISION for child in children):
            continue
        choices = [flat.labels[first[child] : first[child] + counts[child]] for child in children]
        if any(set(each) != set(choices[0]) for each in choices):
            continue
        path = flat.path(int(i))
        # the best of what chooses the same whatever is seen
        same = max(
            sum(
                float(flat.probability[child])
                * sign
                * float(back.values[(*path, flat.labels[child], option)])
                for child in children
            )
            for option in choices[0]
        )
        names.add(flat.names[i])
        where = f" after {' > '.join(path)}" if path else ""
        gain = sign * float(back.values[path]) - same
        found[f"{flat.names[i]}{where}"] = max(gain, 0.0)
    return found, names


def _reports(setting: Setting, flat: Any, options: dict[str, Any]) -> dict[str, Any]:
    """Return what one more report as reliable as those in the log of evidence is worth."""
    states = _states(setting.study.tree_data)
    found = {}
    for entry in setting.study.evidence:
        if entry["kind"] != "likelihood" or entry["name"] not in states:
            continue
        chance, outcome, outcomes = states[entry["name"]]
        likelihood = {}
        for state in outcomes:
            heard = float(entry["likelihood"]["true" if state == outcome else "false"])
            likelihood[state] = {"heard": heard, "not heard": 1 - heard}
        result = _asked(trees.clairvoyance, flat, chance, options, likelihood=likelihood)
        if result is not None:
            found[f"a report on {chance} like that of {entry['date']}"] = result
    return found


def _states(data: Any) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Return for each name that is a probability the chance, its outcome, and all outcomes."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    seen: set[int] = set()
    todo = [data]
    while todo:
        entry = todo.pop(0)
        if not isinstance(entry, Mapping) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if "decision" in entry:
            todo += entry["options"].values()
        elif "chance" in entry:
            for outcome, branch in entry["outcomes"].items():
                if isinstance(branch["probability"], str):
                    told = (entry["chance"], outcome, tuple(entry["outcomes"]))
                    found.setdefault(branch["probability"], told)
                todo.append(branch["then"])
    return found

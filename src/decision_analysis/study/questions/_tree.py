"""The sequential tree: best policy, risk, certainty equivalents, and what waiting is worth."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import _render, plot, trees, utility
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.study.questions._first_of_tree import how_sure, of_limits
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._tree_figure import tree_figure
from decision_analysis.study.questions._tree_of_each import (
    disagree,
    first_choices,
    later_choices,
    of_each,
    on_the_way,
)
from decision_analysis.study.questions._waiting_costs import waiting_costs

TITLE = "What to do now and later"
TOP = 30
"""Most rows of a policy that are written."""


@asks("tree", TITLE, "tree", "tree's value", pictures=("tree", "risk_profile"))
def tree(setting: Setting) -> Section:
    """Roll the tree back with the weighted value of the one who decides, or in its own unit.

    Where nobody is said to decide, with that of each stakeholder.
    """
    study, root = setting.study, setting.tree
    if not study.plain_tree and study.decider is None:
        return of_each(setting, TITLE)
    pursued: dict[str, Any] = {"attribute": setting.attribute, "goal": study.tree_goal}
    result = trees.rollback(root, **pursued)
    begins = _beginnings(root, result, study.tree_goal)
    flat = trees.to_arrays(root)
    # risk of the best policy after each beginning: all decisions as in it, but the first
    profiles = {
        option: trees.risk_profile(flat, dict(result.policy) | {(): option}, **pursued)
        for option in begins
    } or {"": trees.risk_profile(root, dict(result.policy), **pursued)}
    text = [_best(setting, root, result), *_waiting(setting, root, result), *_limits(setting)]
    blocks = [_policy(result)] if result.policy else []
    blocks += _options(setting, root, result)
    if study.risk_tolerances:
        averse = _risk_aversion(setting, root, begins)
        blocks.append(averse)
        text += _of_aversion(averse, begins)
    blocks.append(_profiles(profiles, setting.unit, root))
    blocks += first_choices(setting)
    named = {
        f"risk profile: {option}" if option else "risk profile": p for option, p in profiles.items()
    }
    figures, undrawn = _figures(setting, root, result, profiles)
    return Section(
        "tree",
        TITLE,
        (*text, *undrawn),
        tuple(blocks),
        {"tree": root, "tree: rollback": result, **named},
        figures,
        _summary(setting, root, result),
    )


def _summary(setting: Setting, root: Any, result: Any) -> dict[str, str]:
    best = " ".join(filter(None, (_in_short(setting, root, result), of_limits(setting))))
    said = {"Best": best, "How sure": how_sure(setting)}
    # of a table the stakeholders' own question says who disagrees
    if not setting.study.alternatives:
        said["Who disagrees"] = disagree(setting)
    return {what: words for what, words in said.items() if words}


def _amount(number: float, unit: str) -> str:
    return f"{_render.short(number)} {unit}".strip() if unit != "points" else f"{number:.2f} points"


def _in_short(setting: Setting, root: Any, result: Any) -> str:
    worth = _amount(float(result.value), setting.unit)
    if not result.policy:
        return f"The tree is worth {worth}."
    whose = "" if setting.study.plain_tree else f" by {setting.whose}"
    name = next(iter(result.policy))
    first = result.policy[name]
    decision = root.name if isinstance(root, trees.Decision) else "the first decision"
    then = f", then {after}" if name == () and (after := later_choices(result)) else ""
    # beside what is best in a table
    inside = "In the tree, " if setting.study.alternatives else ""
    return f"{inside}{decision}: {first}{then}, worth {worth}{whose}."


def _beginnings(root: Any, result: Any, goal: str) -> list[str]:
    """Return the options of the first decision in its order; of many those that are worth most."""
    if not isinstance(root, trees.Decision):
        return []
    sign = -1 if goal == "min" else 1
    best = sorted(root.options, key=lambda option: -sign * float(result.values[(option,)]))
    kept = set(best[:TOP])
    return [option for option in root.options if option in kept]


def _best(setting: Setting, root: Any, result: Any) -> str:
    said = (
        f"Payoffs are in {setting.unit or 'the unit of the tree'}."
        if setting.study.plain_tree
        else f"Payoffs are valued with {setting.whose}, in points from 0 to 100."
    )
    worth = _amount(float(result.value), setting.unit)
    if not isinstance(root, trees.Decision):
        return f"{said} The best policy is worth {worth}."
    options = {option: float(result.values[(option,)]) for option in root.options}
    best = result.policy[()]
    then = f", then {after}" if (after := later_choices(result)) else ""
    text = f"{said} The best policy: {root.name} = {best}{then}, worth {worth}"
    sign = -1 if setting.study.tree_goal == "min" else 1
    others = sorted((o for o in options if o != best), key=lambda o: -sign * options[o])
    if not others:
        return f"{text}."
    other = f"the best that begins with {others[0]}"
    return f"{text}; {other} is worth {_amount(options[others[0]], setting.unit)}."


def _waiting(setting: Setting, root: Any, result: Any) -> list[str]:
    """Say what waiting to know more is worth before its cost, what it costs, and what is left."""
    if not isinstance(root, trees.Decision) or setting.study.tree_goal == "min":
        return []
    # an option waits where its own payoff is a cost and a later decision follows chance
    costs = waiting_costs(setting, root)
    waits = [option for option, cost in costs.items() if cost > 0]
    acts = [option for option in root.options if option not in costs]
    if not (waits and acts):
        return []
    value = {option: float(result.values[(option,)]) for option in root.options}
    wait, act = max(waits, key=value.__getitem__), max(acts, key=value.__getitem__)
    net, unit = value[wait] - value[act], setting.unit
    cost = _amount(costs[wait], unit)
    if net + costs[wait] <= TIE_TOLERANCE * abs(value[act]):
        return [
            f"No signal gathered by '{wait}' changes what is best, so it is worth nothing, and"
            f" waiting costs {cost}: information that cannot change the choice has no value,"
            " however true it is."
        ]
    worth = _amount(net + costs[wait], unit)
    verdict = "more than" if net > 0 else "less than" if net < 0 else "exactly as much as"
    by = f"{_amount(abs(net), unit)} {verdict}" if net else verdict
    return [
        f"The signal gathered by '{wait}' is worth {worth} before its cost; waiting costs {cost}."
        f" So waiting is worth {by} '{act}', and it would pay at any cost below {worth}."
    ]


def _limits(setting: Setting) -> list[str]:
    if setting.study.plain_tree or not setting.decider.constraints:
        return []
    limits = " and ".join(map(str, setting.decider.constraints))
    return [
        f"The limit {limits} is not part of a rollback, which adds up expected points; the"
        f" strategies on all criteria show which ones keep it. {of_limits(setting)}".rstrip()
    ]


def _policy(result: Any) -> Block:
    rows = [[" > ".join(path) or "(start)", str(option)] for path, option in result.policy.items()]
    caption = "The best option at every information state"
    if len(rows) > TOP:
        caption += f" (the first {TOP} of {len(rows):,})"
    return Block(caption, ["after", "choose"], rows[:TOP])


def _options(setting: Setting, root: Any, result: Any) -> list[Block]:
    """Say what each option is worth at the decisions that the best policy comes to."""
    rows: list[list[Any]] = []
    sign = -1 if setting.study.tree_goal == "min" else 1
    for path, _ in on_the_way(result):
        worth = {o: float(result.values[(*path, o)]) for o in _node(root, path).options}
        best = max(worth.values(), key=lambda value: sign * value)
        for option in sorted(worth, key=lambda o: -sign * worth[o]):
            where = " > ".join(path) or "(start)"
            rows.append([where, option, worth[option], worth[option] - best])
        if len(rows) > TOP:
            break
    if len(rows) < 2:
        return []
    more = f" (the first {TOP})" if len(rows) > TOP else ""
    unit = f", {setting.unit}" if setting.unit else ""
    return [
        Block(
            f"What each option is worth where the best policy comes to choose{unit}{more}",
            ["after", "option", "worth", "against the best"],
            rows[:TOP],
        )
    ]


def _node(root: Any, path: tuple[str, ...]) -> Any:
    for label in path:
        decides = isinstance(root, trees.Decision)
        root = root.options[label] if decides else root.outcomes[label][1]
    return root


def _of_aversion(averse: Block, begins: list[str]) -> list[str]:
    """Say whether aversion to risk changes how to begin."""
    if not begins:
        return []
    neutral, *others = averse.rows
    changed = [(str(row[0]), str(row[-1])) for row in others if row[-1] != neutral[-1]]
    if not changed:
        return [f"'{neutral[-1]}' is the best beginning at every risk tolerance that was tried."]
    return [
        f"Aversion to risk changes how to begin: at a risk tolerance of {changed[0][0]}"
        f" '{changed[0][1]}' is best."
    ]


def _risk_aversion(setting: Setting, root: Any, begins: list[str]) -> Block:
    rows: list[list[Any]] = []
    study = setting.study
    for tolerance in (None, *sorted(study.risk_tolerances, reverse=True)):
        # from neutral to the least tolerance of risk
        rule = utility.linear() if tolerance is None else utility.exponential(tolerance)
        averse = trees.rollback(
            root, attribute=setting.attribute, goal=study.tree_goal, utility=rule
        )
        paths: list[tuple[str, ...]] = [(option,) for option in begins] or [()]
        worth = [float(averse.certainty_equivalents[path]) for path in paths]
        first = [str(averse.policy[()])] if begins else []
        rows.append(["risk-neutral" if tolerance is None else f"{tolerance:g}", *worth, *first])
    return Block(
        f"Certainty equivalents by risk tolerance, {setting.unit}".removesuffix(", "),
        ["risk tolerance", *(begins or ["the tree"]), *(["best beginning"] if begins else [])],
        rows,
    )


def _profiles(profiles: dict[str, Any], unit: str, root: Any) -> Block:
    rows: list[list[Any]] = [
        [
            option or "best policy",
            float(profile.mean),
            float(profile.std),
            *map(float, np.asarray(profile.quantile([0.05, 0.25, 0.5, 0.75, 0.95]))),
            float(profile.cvar(0.05)),
        ]
        for option, profile in profiles.items()
    ]
    of = len(root.options) if isinstance(root, trees.Decision) else 1
    which = "each beginning" if len(profiles) == of else f"the best {len(profiles)} of {of:,}"
    return Block(
        f"Risk profiles of the best policy after {which}, {unit}".removesuffix(", "),
        ["beginning", "mean", "std", "5%", "25%", "50%", "75%", "95%", "mean of worst 5%"],
        rows,
    )


def _figures(
    setting: Setting, root: Any, result: Any, profiles: dict[str, Any]
) -> tuple[tuple[Figure, ...], list[str]]:
    unit = setting.unit
    whose = "" if setting.study.plain_tree else f", {setting.whose}"
    worth = f"Value {_amount(float(result.value), unit)}{whose}"
    labels = [option or "best policy" for option in profiles]
    risk = partial(
        plot.risk_profile,
        *profiles.values(),
        labels=labels,
        title=f"Risk profile{whose}",
        unit=unit,
    )
    inside = f", in {unit}" if unit else ""
    caption = f"The tree with its best policy{inside}"
    drawn, undrawn = tree_figure(root, result, caption=caption, title=worth, unit=unit)
    return (
        *drawn,
        Figure("risk_profile", f"Risk profiles of the best policy{inside}", risk),
    ), undrawn

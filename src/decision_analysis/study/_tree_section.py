"""Section: the sequential tree: best policy, risk, equivalents, and the value of waiting."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import trees, utility
from decision_analysis.study._section import Block, Section
from decision_analysis.study._study import Study


def tree_section(study: Study) -> Section:
    """Roll the tree back with the weighted value of the one who decides, in points (0 to 100)."""
    root, attribute = study.tree(), study.attribute()
    result = trees.rollback(root, attribute=attribute)
    # risk of the best policy after each beginning
    profiles = {}
    for option in study.tree_data["options"]:
        # all decisions as in the best policy, but the first, which is given
        begun_so = dict(result.policy) | {(): option}
        profiles[option] = trees.risk_profile(root, begun_so, attribute=attribute)
    name, options = study.tree_data["decision"], list(study.tree_data["options"])
    tops = {option: float(result.values[(option,)]) for option in options}
    ordered = sorted(tops.items(), key=lambda item: -item[1])
    text = (
        (
            f"Payoffs are valued with the weights of {study.decider.name}, who decides, in points"
            f" from 0 to 100. The best policy begins with {name} = {ordered[0][0]}, worth"
            f" {ordered[0][1]:.2f} points; {ordered[1][0]} is worth {ordered[1][1]:.2f}."
        ),
        waiting(study, result),
    )
    blocks = (
        _policy(result),
        _risk_aversion(study, root, options),
        Block(
            "Risk profiles of the best policy after each beginning, points",
            ["beginning", "mean", "std", "5%", "25%", "50%", "75%", "95%", "mean of worst 5%"],
            [
                [
                    option,
                    float(profile.mean),
                    float(profile.std),
                    *map(float, np.asarray(profile.quantile([0.05, 0.25, 0.5, 0.75, 0.95]))),
                    float(profile.cvar(0.05)),
                ]
                for option, profile in profiles.items()
            ],
        ),
    )
    named = {f"risk profile: {option}": profile for option, profile in profiles.items()}
    return Section(
        "What to do now and later", text, blocks, {"tree": root, "tree: rollback": result, **named}
    )


def waiting(study: Study, result: Any) -> str:
    """Say what the deliberation is worth before its cost, what it costs, and what is left."""
    # what each beginning costs at once, by the payoff of its node
    costs = {
        o: -_value(study, node.get("payoff", {})) for o, node in study.tree_data["options"].items()
    }
    later = [option for option, cost in costs.items() if cost > 0]
    now = [option for option in costs if option not in later]
    if not (later and now):
        return "The tree has no option that waits at a cost."
    wait = max(later, key=lambda option: float(result.values[(option,)]))
    act = max(now, key=lambda option: float(result.values[(option,)]))
    # waiting less acting now, after the cost of the delay
    net = float(result.values[(wait,)]) - float(result.values[(act,)])
    verdict = "more than" if net > 0 else "less than" if net < 0 else "exactly"
    return (
        f"The signal gathered by '{wait}' is worth {net + costs[wait]:.2f} points before its cost;"
        f" the delay costs {costs[wait]:.2f} points: waiting is worth {abs(net):.2f} points"
        f" {verdict} '{act}'."
    )


def _value(study: Study, payoff: Any) -> float:
    values = study.values()
    coefficients = study.coefficients()
    return sum(
        coefficients[c] * float(study.evaluate(entry, values)) for c, entry in payoff.items()
    )


def _policy(result: Any) -> Block:
    rows = [[" > ".join(path) or "(start)", str(option)] for path, option in result.policy.items()]
    return Block("The best option at every information state", ["after", "choose"], rows)


def _risk_aversion(study: Study, root: Any, options: list[str]) -> Block:
    rows: list[list[Any]] = []
    for tolerance in (None, *sorted(study.risk_tolerances, reverse=True)):
        # from neutral to the least tolerance of risk
        rule = utility.linear() if tolerance is None else utility.exponential(tolerance)
        result = trees.rollback(root, attribute=study.attribute(), utility=rule)
        worth = [float(result.certainty_equivalents[(option,)]) for option in options]
        rows.append(
            [
                "risk-neutral" if tolerance is None else f"{tolerance:g}",
                *worth,
                str(result.policy[()]),
            ]
        )
    return Block(
        "Certainty equivalents by risk tolerance, points",
        ["risk tolerance", *options, "best beginning"],
        rows,
    )

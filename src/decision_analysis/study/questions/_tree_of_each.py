"""The tree for each stakeholder: what he would do first and later, by his own weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decision_analysis import trees
from decision_analysis.study.questions._section import Block, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._tree_figure import tree_figure


def of_each(setting: Setting, title: str) -> Section:
    """Answer for a tree by criteria of which nobody is said to decide: each one's best policy."""
    study, root = setting.study, setting.tree
    rolled = by_stakeholder(setting)
    text = ["Payoffs are valued with each stakeholder's own weights, in points from 0 to 100."]
    summary = {}
    if isinstance(root, trees.Decision):
        begins: dict[str, list[str]] = {}
        for name, result in rolled.items():
            begins.setdefault(str(result.policy[()]), []).append(name)
        if len(begins) == 1:
            summary["Best"] = f"{root.name}: {next(iter(begins))}, by everybody's weights."
        else:
            said = "; ".join(f"{', '.join(who)} for {option}" for option, who in begins.items())
            summary["Who disagrees"] = f"On {root.name}: {said}."
        text += summary.values()
    figures, undrawn = tree_figure(root, caption="The tree", title=study.title)
    return Section(
        "tree",
        title,
        (*text, *undrawn),
        (_block(setting, rolled),),
        {"tree": root, **{f"tree: rollback: {name}": result for name, result in rolled.items()}},
        figures,
        summary,
    )


def disagree(setting: Setting) -> str:
    """Say who would begin otherwise than the one who decides; '' where one or none is asked."""
    study = setting.study
    several = not study.plain_tree and len(study.stakeholders) > 1
    if not several or not isinstance(setting.tree, trees.Decision):
        return ""
    begins: dict[str, list[str]] = {}
    for name, result in by_stakeholder(setting).items():
        begins.setdefault(str(result.policy[()]), []).append(name)
    limited = any(who.constraints for who in study.stakeholders.values())
    aside = " (limits left aside)" if limited else ""
    if len(begins) == 1:
        return f"Nobody: all would begin with {next(iter(begins))}{aside}."
    order = sorted(begins, key=lambda first: study.decides not in begins[first])
    told = [f"{', '.join(begins[first])} for {first}" for first in order]
    return f"{'; '.join(told)}{aside}."


def first_choices(setting: Setting) -> list[Block]:
    """Say what each of several stakeholders would do first, by his own weights."""
    found = by_stakeholder(setting)
    several = len(found) > 1 and isinstance(setting.tree, trees.Decision)
    return [_block(setting, found)] if several else []


def on_the_way(result: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the decisions to which the best policy comes, with what it chooses there."""
    policy = {path: str(chosen) for path, chosen in result.policy.items()}
    for path, chosen in policy.items():
        if all(policy.get(path[:i], path[i]) == path[i] for i in range(len(path))):
            yield path, chosen


def later_choices(rolled: Any) -> str:
    """Return what the best policy chooses later, each choice once; nothing where it does not."""
    later = [chosen for path, chosen in on_the_way(rolled) if path]
    return " or ".join(dict.fromkeys(later))


def by_stakeholder(setting: Setting) -> dict[str, Any]:
    """Return the rollback by each stakeholder's weights; of plain numbers there is none."""
    study = setting.study
    if study.plain_tree:
        return {}
    return {
        name: trees.rollback(setting.tree, attribute=study.attribute(name))
        for name in study.stakeholders
    }


def _block(setting: Setting, rolled: dict[str, Any]) -> Block:
    limited = any(who.constraints for who in setting.study.stakeholders.values())
    aside = " (limits left aside)" if limited else ""
    rows: list[list[Any]]
    if not isinstance(setting.tree, trees.Decision):
        rows = [[name, later_choices(r) or "-", float(r.value)] for name, r in rolled.items()]
        caption = f"What the tree is worth to each stakeholder, by his own weights{aside}, points"
        return Block(caption, ["stakeholder", "chooses", "worth"], rows)
    later = any(later_choices(r) for r in rolled.values())
    rows = [
        [name, str(r.policy[()]), *([later_choices(r) or "-"] * later), float(r.value)]
        for name, r in rolled.items()
    ]
    return Block(
        f"What each stakeholder would do first, by his own weights{aside}, points",
        ["stakeholder", "first", *["and then"] * later, "worth"],
        rows,
    )

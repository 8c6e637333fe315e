"""What a group of stakeholders would choose, by rules of voting and by bargaining."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import group as groups
from decision_analysis.core import DecisionTable
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._sums import SHOWN


@asks("group", "What the group would choose", "table", "group")
def group(setting: Setting) -> Section | None:
    """Join the rankings by everybody's own weights, at the base judgements."""
    voices, table = setting.study.stakeholders, setting.table
    views = {name: setting.view(voice)(table, voice.weights()) for name, voice in voices.items()}
    rankings = {name: view.ranks for name, view in views.items()}
    # where everybody ties all, there is nothing to choose
    if all(ranks.max() == 1 for ranks in rankings.values()):
        return None
    labels = list(table.alternatives)
    ballots = {
        name: dict(zip(labels, ranks.tolist(), strict=True)) for name, ranks in rankings.items()
    }
    bargain, left_out = _bargain(setting)
    # two have a majority only where they agree: they bargain
    if len(voices) == 2:
        return _of_two(setting, bargain, left_out)
    rules: dict[str, Any] = {
        "Schulze": groups.schulze(ballots),
        "Copeland": groups.copeland(ballots),
        "Borda": groups.borda(ballots),
    }
    if bargain is not None:
        rules["Nash bargaining"] = bargain
    near = groups.consensus(ballots)
    winner = groups.condorcet_winner(ballots)
    text = (
        _how(setting),
        _winners(rules, winner),
        _agreement(ballots, near),
        _bargaining(setting, bargain, left_out),
    )
    results = {f"group: {name}": rule for name, rule in rules.items()}
    return Section(
        "group",
        "What the group would choose",
        tuple(part for part in text if part),
        (_ranks(labels, rules), _people(rankings, labels, near)),
        {**results, "group: consensus": near},
        # where somebody decides, he has said what is best
        summary={} if setting.study.decider else {"Best": _in_short(rules, winner)},
    )


def _in_short(rules: dict[str, Any], winner: str | None) -> str:
    """Say what a majority, or else what each rule chooses."""
    if winner:
        return f"{winner}, which a majority prefers to every other."
    bests = dict.fromkeys(best for rule in rules.values() for best in _bests(rule))
    return f"{' or '.join(bests)}, as the rule of the vote is: no majority prefers one to all."


def _of_two(
    setting: Setting, bargain: groups.NashBargainingResult | None, left_out: list[str]
) -> Section | None:
    """Say what two would agree on; None where nobody can gain."""
    if bargain is None:
        return None
    best, voices = " or ".join(_bests(bargain)), setting.study.stakeholders
    order = np.argsort(bargain.ranks, kind="stable")[:SHOWN]
    names = [bargain.alternatives[i] for i in order]
    chosen = setting.table.select(alternatives=names)
    worth = [setting.value(chosen, voice.weights()).scores for voice in voices.values()]
    rows = [
        [name, *(float(each[i]) for each in worth), float(bargain.scores[order[i]])]
        for i, name in enumerate(names)
    ]
    caption = "Weighted value for each, and the product of what both gain, the largest first"
    # where somebody decides, he has said what is best
    summary = {} if setting.study.decider else {"Best": f"{best}, if both bargain."}
    return Section(
        "group",
        "What the group would choose",
        (f"They would agree on {best}.", _bargaining(setting, bargain, left_out)),
        (Block(caption, ["alternative", *voices, "product of gains"], rows),),
        {"group: Nash bargaining": bargain},
        summary=summary,
    )


def _how(setting: Setting) -> str:
    voices = setting.study.stakeholders
    limited = any(voice.constraints for voice in voices.values())
    said = "; what breaks his limits is last for him" if limited else ""
    return (
        f"Each of {len(voices)} stakeholders has one vote: his ranking by weighted value, with his"
        f" own weights (the mean of the possible ones) and the base judgements{said}."
    )


def _bests(rule: Any) -> tuple[str, ...]:
    return tuple(np.array(rule.alternatives)[rule.ranks == rule.ranks.min()].tolist())


def _winners(rules: dict[str, Any], winner: str | None) -> str:
    """Say whether a majority prefers one alternative to all others, and where rules differ."""
    said = (
        f"A majority prefers {winner} to every other alternative."
        if winner
        else "No alternative is preferred by a majority to every other one."
    )
    bests: dict[tuple[str, ...], list[str]] = {}
    for name, rule in rules.items():
        bests.setdefault(_bests(rule), []).append(name)
    if len(bests) == 1:
        best = " and ".join(next(iter(bests)))
        return f"{said} All rules choose {best}: {', '.join(rules)}."
    parts = [f"{' and '.join(best)} by {', '.join(names)}" for best, names in bests.items()]
    return f"{said} The rules differ: {'; '.join(parts)}."


def _agreement(ballots: dict[str, dict[str, int]], near: groups.ConsensusResult) -> str:
    """Say how much the rankings agree, and whose is farthest from the others."""
    if np.ptp(near.mean_distance) == 0 and near.index == 1:
        return "All rank the alternatives alike."
    far = near.mean_distance.max()
    concordance = float(groups.kendall_w(ballots))
    return (
        f"Agreement of the rankings: Kendall's W {concordance:.2f}, where 1 is full agreement; two"
        f" stakeholders order {1 - float(near.index):.1%} of the pairs differently on average."
        f" Farthest from the others: {', '.join(near.most_distant)} ({far:.1%})."
    )


def _bargain(setting: Setting) -> tuple[groups.NashBargainingResult | None, list[str]]:
    """Bargain over what keeps all limits, and name what does not; None where nobody can gain."""
    voices, table = setting.study.stakeholders, setting.table
    kept = np.all([voice.allows(table) for voice in voices.values()], axis=0)
    left_out = [a for a, ok in zip(table.alternatives, kept, strict=True) if not ok]
    admitted = [a for a in table.alternatives if a not in left_out]
    if not admitted:
        return None, left_out
    chosen = table.select(alternatives=admitted)
    worth = np.stack(
        [setting.value(chosen, voice.weights()).scores for voice in voices.values()], axis=-1
    )
    least = worth.min(axis=0)
    if not (worth > least).all(axis=1).any():
        return None, left_out
    values = DecisionTable(worth, list(voices), admitted)
    return groups.nash_bargaining(values, dict(zip(voices, least.tolist(), strict=True))), left_out


def _bargaining(
    setting: Setting, bargain: groups.NashBargainingResult | None, left_out: list[str]
) -> str:
    if bargain is None:
        return ""
    limited = (
        f" What breaks somebody's limit is no agreement: {', '.join(left_out[:SHOWN])}."
        if left_out
        else ""
    )
    return (
        "Nash bargaining takes the product of what each gains over his disagreement, in his own"
        " weighted value: over the least valued of the alternatives that all admit, below which"
        f" none of them leaves him.{limited}"
    )


def _ranks(labels: list[str], rules: dict[str, Any]) -> Block:
    """Tabulate the ranks by all rules, in the order of the first."""
    order = np.argsort(next(iter(rules.values())).ranks, kind="stable")[:SHOWN]
    rows: list[list[Any]] = []
    for i in order:
        row: list[Any] = [labels[i]]
        for rule in rules.values():
            known = labels[i] in rule.alternatives
            row.append(int(rule.ranks[rule.alternatives.index(labels[i])]) if known else "")
        rows.append(row)
    some = "" if len(rows) == len(labels) else f", the first {len(rows)} of {len(labels)}"
    return Block(f"Ranks of the group by rule (1 is best){some}", ["alternative", *rules], rows)


def _people(rankings: dict[str, Any], labels: list[str], near: groups.ConsensusResult) -> Block:
    """Tabulate who puts what first and last, and how far he is from the others."""
    rows: list[list[Any]] = []
    for name, far in zip(near.people, near.mean_distance, strict=True):
        ranks = rankings[name]
        ends = [
            ", ".join(labels[i] for i in np.flatnonzero(ranks == end))
            for end in (ranks.min(), ranks.max())
        ]
        rows.append([name, *ends, float(far)])
    return Block(
        "Everybody's own ranking, and its mean distance from the others (share of pairs)",
        ["stakeholder", "first", "last", "distance"],
        rows,
    )

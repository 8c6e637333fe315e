"""How much exact weights matter: where each keeps the best in place, and what unseats it."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import sensitivity
from decision_analysis._render import Percent
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._sums import SHOWN, least_first, score

POINTS = 8
"""Steps on the way of a weight: scores are linear in it, so that nothing lies between."""


@asks("weights", "How much the weights matter", "table", "decider", "exact weights", "criteria")
def weights(setting: Setting) -> Section | None:
    """Move exact weights: one at a time, and as little as makes another alternative the best."""
    if len(setting.table.alternatives) < 2:
        return None
    values, now = setting.base_values(setting.decider), setting.weights
    scored = score(values, now)
    shown = _leading(scored)
    move = sensitivity.weight_move(values, now, of=shown)
    results: dict[str, Any] = {"weights: move": move}
    text, blocks = [_opening(setting)], []
    critical = ""
    # of a weight that is the whole, the others have no proportions
    if max(now.values()) < 1:
        kept = sensitivity.weight_intervals(values, score, now, n_points=POINTS)
        results["weights: intervals"] = kept
        critical = _critical(kept)
        text.append(_each_alone(kept, critical))
        blocks.append(_intervals(kept))
    text.append(_least(scored, move))
    blocks.append(_moves(values, move, now))
    summary = {}
    if not setting.ranged:
        summary["How sure"] = " ".join(filter(None, (_least(scored, move), critical)))
    return Section(
        "weights", "How much the weights matter", tuple(text), tuple(blocks), results, (), summary
    )


def _leading(scored: Scores) -> list[str]:
    """Return the best alternatives, in the order of their values."""
    order = np.argsort(scored.ranks, kind="stable")[:SHOWN]
    return [scored.alternatives[i] for i in order]


def _opening(setting: Setting) -> str:
    whose = setting.whose
    limited = " What breaks a limit is never best." if setting.decider.constraints else ""
    return f"{whose[0].upper()}{whose[1:]} are exact, and may still be different ones.{limited}"


def _critical(kept: sensitivity.WeightIntervalsResult) -> str:
    """Say which weight is nearest to where another alternative is best; nothing if none is."""
    room = [
        (share, c, below)
        for c in range(len(kept.criteria))
        for share, below, who in (
            (kept.weights[c] - kept.best_interval[c, 0], True, kept.best_below[c]),
            (kept.best_interval[c, 1] - kept.weights[c], False, kept.best_above[c]),
        )
        if who is not None
    ]
    if not room:
        return ""
    _, c, below = min(room)
    end = kept.best_interval[c, 0 if below else 1]
    who = (kept.best_below if below else kept.best_above)[c]
    return (
        f"The nearest single weight is that of {kept.criteria[c]}: {'below' if below else 'above'}"
        f" {end:.1%} (now {kept.weights[c]:.1%}) {who} is best."
    )


def _each_alone(kept: sensitivity.WeightIntervalsResult, critical: str) -> str:
    how = "while one weight moves and the others keep their proportions"
    if not critical:
        return f"{kept.best} stays best {how}, whichever it is and however far."
    return f"The first table says how far {kept.best} stays best {how}. {critical}"


def _intervals(kept: sensitivity.WeightIntervalsResult) -> Block:
    rows: list[list[Any]] = []
    for c, name in enumerate(kept.criteria):
        numbers = map(Percent, (kept.weights[c], *kept.best_interval[c]))
        rows.append([name, *numbers, kept.best_below[c], kept.best_above[c]])
    return Block(
        f"Between which weights {kept.best} stays best, one weight moving at a time",
        ["criterion", "weight now", "best from", "best to", "below it best", "above it best"],
        rows,
    )


def _least(scored: Scores, move: sensitivity.WeightMoveResult) -> str:
    """Say how little weight must move for another alternative to be best."""
    others = [(m, a) for a, m in least_first(move) if a not in scored.tied_best]
    tied = scored.tied_best
    if len(tied) > 1:
        return f"{' and '.join(tied)} tie for the best."
    if not others:
        some = " of these" if len(move.alternatives) < len(scored.alternatives) else ""
        return f"No weights make another{some} alternative than {tied[0]} the best."
    share, other = others[0]
    return f"{tied[0]} is best until {share:.1%} of the weight moves, which makes {other} the best."


def _moves(
    values: DecisionTable, move: sensitivity.WeightMoveResult, now: dict[str, float]
) -> Block:
    """Tabulate the least moves, and between which criteria most of the weight goes."""
    rows: list[list[Any]] = []
    start = np.array([now[name] for name in move.criteria])
    for i, label in enumerate(move.alternatives):
        share = move.moved[i]
        if not np.isfinite(share):
            rows.append([label, "never", "", ""])
            continue
        change = move.weights[i] - start
        rows.append([label, Percent(share), _most(move, -change), _most(move, change)])
    count = len(values.alternatives)
    some = "" if len(rows) == count else f", the {len(rows)} of {count} with the most value"
    return Block(
        f"Least share of weight to move for an alternative to be best{some}",
        ["alternative", "share to move", "mostly from", "mostly to"],
        rows,
    )


def _most(move: sensitivity.WeightMoveResult, change: Any) -> str:
    c = int(np.argmax(change))
    return f"{move.criteria[c]} ({change[c]:.1%})" if change[c] > 1e-9 else ""

"""Which alternatives can be a stakeholder's best or worst, with what weights and judgements."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import uncertainty
from decision_analysis.core import DecisionTable
from decision_analysis.study.model import Stakeholder
from decision_analysis.study.questions._scenarios import ends
from decision_analysis.study.questions._section import Block
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._sums import SHOWN

NEVER, RANGES, YES, ALWAYS = "never", "within ranges", "yes", "whatever the judgements"


@dataclasses.dataclass(frozen=True)
class Told:
    """What is said of the best and the worst."""

    text: list[str]
    blocks: list[Block]
    results: dict[str, Any]


def extremes(setting: Setting) -> Told:
    """Decide for everybody what his possible weights and judgements can put first or last."""
    labels, voices = (
        setting.table.alternatives,
        {
            name: voice
            for name, voice in setting.study.stakeholders.items()
            # of exact weights and numbers the ranking says it all
            if setting.ranged or not voice.exact
        },
    )
    if not voices:
        return Told([], [], {})
    results: dict[str, Any] = {}
    words: dict[str, dict[str, list[str]]] = {"best": {}, "worst": {}}
    outer = ends(setting) if setting.ranged else None
    for name, voice in voices.items():
        given: Any = voice.possible_weights()
        base = uncertainty.potential_optimality(setting.base_values(voice), weights=given)
        results[f"potential optimality: {name}"] = base
        wide = base
        if outer is not None:
            low, high = _limited_ends(setting, voice, *outer)
            wide = uncertainty.potential_optimality(low, high, weights=given)
            results[f"potential optimality within ranges: {name}"] = wide
        for what in words:
            words[what][name] = _words(base, wide, what, ranged=outer is not None)
    said = " ".join(_nobodys(labels, words[what], what) for what in words)
    text = [f"{_how(setting, voices)} {said}"]
    blocks = [_block(setting, labels, words[what], what) for what in words]
    return Told(text, blocks, results)


def _limited_ends(
    setting: Setting, voice: Stakeholder, worst: DecisionTable, best: DecisionTable
) -> tuple[DecisionTable, DecisionTable]:
    """Return the ends of partial values, out of reach where a limit may be, or must be, broken."""
    study, view = setting.study, setting.view(voice)
    low, high = study.partial_values(worst), study.partial_values(best)
    kept = np.stack([voice.allows(worst), voice.allows(best)])
    surely, perhaps = np.asarray(kept.all(axis=0)), np.asarray(kept.any(axis=0))
    return view.without(low, ~surely), view.without(high, ~perhaps)


def _words(
    base: uncertainty.PotentialOptimalityResult,
    wide: uncertainty.PotentialOptimalityResult,
    what: str,
    *,
    ranged: bool,
) -> list[str]:
    """Say of each alternative whether, and how easily, it can be the best or the worst."""
    at_base, able = getattr(base, what), getattr(wide, what)
    sure = getattr(wide, f"surely_{what}") & ranged
    return [
        ALWAYS if s else YES if b else RANGES if w else NEVER
        for s, b, w in zip(sure, at_base, able, strict=True)
    ]


def _how(setting: Setting, voices: Mapping[str, Stakeholder]) -> str:
    """Say over what the answers hold."""
    spaces = any(not voice.exact for voice in voices.values())
    over = ["all possible weights"] * spaces + [
        "all judgements within their ranges"
    ] * setting.ranged
    ranged = (
        f" '{YES}' holds at the base judgements, '{RANGES}' for others only, '{ALWAYS}' for all."
        if setting.ranged
        else ""
    )
    return (
        f"Over {' and '.join(over)} it is decided by linear programs, and not by samples, what can"
        f" be the best and the worst.{ranged}"
    )


def _nobodys(labels: tuple[str, ...], words: dict[str, list[str]], what: str) -> str:
    """Name the alternatives that can be nobody's best, or worst: at all, and as judged."""
    whose = f"anybody's {what}" if len(words) > 1 else f"the {what}"
    found = {
        kind: [a for i, a in enumerate(labels) if all(said[i] in told for said in words.values())]
        for kind, told in (("", (NEVER,)), (" at the base judgements", (NEVER, RANGES)))
    }
    sentences = []
    for kind, names in found.items():
        # those of the first sentence are not told again
        more = names if not kind else [name for name in names if name not in found[""]]
        if len(more) > SHOWN:
            sentences.append(
                f"{len(more)} of {len(labels)} alternatives can{kind} never be {whose}."
            )
        elif more:
            sentences.append(f"{', '.join(more)} can{kind} never be {whose}.")
    if not sentences:
        one = "somebody's" if len(words) > 1 else "the"
        return f"Every alternative can be {one} {what}."
    return " ".join(sentences)


def _block(
    setting: Setting, labels: tuple[str, ...], words: dict[str, list[str]], what: str
) -> Block:
    """Tabulate the answers; of many alternatives those that differ from the most frequent."""
    rows: list[list[Any]] = [
        [a, *(said[i] for said in words.values())] for i, a in enumerate(labels)
    ]
    some = ""
    if len(rows) > SHOWN:
        # never last, the surest first
        sure = [ALWAYS, YES, RANGES, NEVER]
        rows.sort(key=lambda row: sum(sure.index(word) for word in row[1:]))
        rows, some = rows[:SHOWN], f", {SHOWN} of {len(labels)}"
    names = list(words) if len(words) > 1 else [setting.study.whose(next(iter(words)))]
    return Block(f"Whether an alternative can be the {what}{some}", ["alternative", *names], rows)

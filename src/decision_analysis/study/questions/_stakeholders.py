"""Who would choose what with the weights and judgements that are possible, and who must move."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import group, plot, uncertainty
from decision_analysis._render import Percent
from decision_analysis.study.model import Stakeholder, Study
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._shares import share
from decision_analysis.study.questions._sums import SHOWN, score

COLUMNS = 6
"""Alternatives side by side in a table of weights."""


@asks(
    "stakeholders",
    "Who would choose what",
    "table",
    "voices",
    pictures=("smaa", "stakeholders", "agreement"),
)
def stakeholders(setting: Setting) -> Section | None:
    """Sample judgements and weights together for every stakeholder, and seek agreement."""
    study = setting.study
    voices = study.stakeholders
    unsure = setting.ranged or any(not voice.exact for voice in voices.values())
    if not unsure and len(voices) < 2:
        return None
    views = {}
    for i, (name, voice) in enumerate(voices.items(), start=1):
        setting.told(f"{name} ({i} of {len(voices)})")
        views[name] = acceptability(setting, voice)
    shown = _shown(setting, views)
    blocks, figures = [_first(views, shown, study)], _figures(study, views) if unsure else []
    text = [_sampled(setting, unsure), _preferred(study, views)]
    summary = {}
    if study.decider is not None:
        decided = views[study.decides]
        if not setting.decider.exact:
            blocks += _central(setting.whose, decided)
        if setting.ranged or not setting.decider.exact:
            summary["How sure"] = _how_sure(setting, decided)
    blocks += _limits(setting)
    results: dict[str, Any] = {f"smaa: {name}": view for name, view in views.items()}
    if len(voices) > 1:
        moves = _agreement(setting, shown)
        results["agreement"] = moves
        blocks.append(_moves(moves))
        text.append(_nearest(moves))
        figures.append(
            Figure(
                "agreement",
                "Share of weight that must move for all to choose the same alternative",
                partial(plot.agreement, moves, title="Share of weight to move for agreement"),
            )
        )
        summary["Who disagrees"] = _disagree(study, views, moves)
    return Section(
        "stakeholders",
        "Who would choose what",
        tuple(part for part in text if part),
        tuple(blocks),
        results,
        tuple(figures),
        summary,
    )


def acceptability(setting: Setting, voice: Stakeholder) -> uncertainty.SmaaResult:
    """Return a stakeholder's SMAA: his possible weights beside the same samples of judgements."""
    study, values = setting.study, setting.possible_values(voice)
    values = values.select(alternatives=setting.leading)
    given: Any = voice.possible_weights()
    count = study.n_samples
    if voice.exact:
        # more samples than there are rows would repeat them
        given, count = [list(given.values())], values.sample_shape[0] if values.sample_shape else 1
    return uncertainty.smaa(values, score, weights=given, n_samples=count, rng=study.seed)


def _most(view: uncertainty.SmaaResult) -> int:
    return int(np.argmax(view.rank_acceptability[:, 0]))


def _share(view: uncertainty.SmaaResult, place: int) -> str:
    """Write how often an alternative is best, with the standard error where there is one."""
    return share(view.rank_acceptability[place, 0], view.standard_error[place, 0])


def _how_sure(setting: Setting, view: uncertainty.SmaaResult) -> str:
    """Say how often the best of the base judgements stays best in the samples."""
    best = setting.score(setting.table).best
    said = _share(view, view.alternatives.index(best))
    varied = " and ".join(
        ["judgements"] * setting.ranged + ["weights"] * (not setting.decider.exact)
    )
    # the rival that is best the most often, of which there is none where best is all
    shares = view.rank_acceptability[:, 0].copy()
    shares[view.alternatives.index(best)] = 0
    rival = int(np.argmax(shares))
    also = f", {view.alternatives[rival]} in {_share(view, rival)}" if shares[rival] > 0 else ""
    return f"{best} is best in {said} of the samples of possible {varied}{also}."


def _sampled(setting: Setting, unsure: bool) -> str:
    """Say what was sampled, how often and from what."""
    study = setting.study
    if not unsure:
        return ""
    voices = study.stakeholders.values()
    spaces = [voice.name for voice in voices if not voice.exact]
    parts = []
    if setting.ranged:
        rows = len(setting.sampled.values)
        few = rows < study.n_samples
        stored = f", as {rows:,} tables each of which meets several weights" if few else ""
        parts.append(f"judgements within their ranges{stored}")
    if spaces:
        who = "" if len(spaces) == len(voices) else f" of {', '.join(spaces)}"
        parts.append(f"the weights{who}, all that are possible being equally likely")
    exact = [voice.name for voice in voices if voice.exact]
    said = f" The weights of {', '.join(exact)} are exact." if exact and spaces else ""
    return (
        f"{study.n_samples:,} samples (seed {study.seed}) of {'; and of '.join(parts)}.{said}"
        f" What follows ± is a standard error.{setting.among} {_counted(setting)}"
    ).strip()


def _counted(setting: Setting) -> str:
    """Say that limits count, where somebody has any."""
    limited = any(voice.constraints for voice in setting.study.stakeholders.values())
    return "What breaks a limit comes after all that keep theirs." if limited else ""


def _preferred(study: Study, views: dict[str, uncertainty.SmaaResult]) -> str:
    favorites: dict[str, list[str]] = {}
    for name, view in views.items():
        said = _share(view, _most(view))
        who = f"{name} ({said})" if len(views) > 1 else said
        favorites.setdefault(view.alternatives[_most(view)], []).append(who)
    if len(views) == 1:
        (name,), (best, (said,)) = views, next(iter(favorites.items()))
        return f"{best} is most often the best, by {study.whose(name)} in {said} of the samples."
    parts = [f"{label} for {', '.join(names)}" for label, names in favorites.items()]
    everyone = "Everybody's" if len(favorites) == 1 else "The"
    return f"{everyone} most frequent best is {'; '.join(parts)}."


def _shown(setting: Setting, views: dict[str, uncertainty.SmaaResult]) -> list[str]:
    """Return the alternatives of tables: all, or those that are most often somebody's best."""
    labels = setting.leading
    if len(labels) <= SHOWN:
        return list(labels)
    often = np.max([view.rank_acceptability[:, 0] for view in views.values()], axis=0)
    # of equal ones those with the better rank
    rank = np.mean([view.expected_rank for view in views.values()], axis=0)
    kept = np.sort(np.lexsort((rank, -often))[:SHOWN])
    return [labels[i] for i in kept]


def _first(views: dict[str, uncertainty.SmaaResult], shown: list[str], study: Study) -> Block:
    labels = next(iter(views.values())).alternatives
    unsure = any((view.standard_error[:, 0] > 0).any() for view in views.values())
    rows: list[list[Any]] = []
    for label in shown:
        i = labels.index(label)
        shares = [Percent(view.rank_acceptability[i, 0]) for view in views.values()]
        errors = [Percent(max(v.standard_error[i, 0] for v in views.values()))] * unsure
        rows.append([label, *shares, *errors])
    count = len(study.alternatives)
    some = "" if len(shown) == count else f", the {len(shown)} of {count:,} most often so"
    names = [study.whose(next(iter(views)))] if len(views) == 1 else list(views)
    headers = ["alternative", *names, *["standard error at most"] * unsure]
    return Block(f"How often each alternative is a stakeholder's best{some}", headers, rows)


def _central(whose: str, view: uncertainty.SmaaResult) -> list[Block]:
    """Return which weights favor which alternatives, and how sure these are then."""
    first = view.rank_acceptability[:, 0]
    order = [int(i) for i in np.argsort(-first, kind="stable") if first[i] > 0][:COLUMNS]
    labels = [view.alternatives[i] for i in order]
    rows: list[list[Any]] = [
        [name, *(Percent(view.central_weights[i, c]) for i in order)]
        for c, name in enumerate(view.criteria)
    ]
    if (view.confidence_standard_error > 0).any() or (view.confidence[order] < 1).any():
        rows.append(["best with these weights", *(Percent(view.confidence[i]) for i in order)])
    return [
        Block(
            f"Central weights, within {whose}: the mean of those with which each is best",
            ["criterion", *labels],
            rows,
        )
    ]


def _limits(setting: Setting) -> list[Block]:
    """Return how likely each alternative keeps each limit; those that all keep are left out."""
    table = setting.sampled if setting.ranged else setting.table
    rows: list[list[Any]] = []
    kept: list[Any] = []
    for name, voice in setting.study.stakeholders.items():
        for limit in voice.constraints:
            allowed = np.atleast_2d(limit.allows(table)).mean(axis=0)
            kept.append(allowed)
            rows.append([f"{name}: {limit}"])
    if not rows:
        return []
    shares = np.array(kept)
    # alternatives stand below one another, the limits side by side
    body: list[list[Any]] = [
        [label, *map(Percent, shares[:, i])]
        for i, label in enumerate(table.alternatives)
        if shares[:, i].min() < 1
    ]
    if not body:
        return []
    body = body[:SHOWN] if len(body) > SHOWN else body
    what = "How likely each alternative keeps a stakeholder's limits"
    caption = what if setting.ranged else "Which alternatives keep a stakeholder's limits"
    return [Block(f"{caption}; all others do", ["alternative", *(r[0] for r in rows)], body)]


def _agreement(setting: Setting, shown: list[str]) -> group.AgreementResult:
    """Return who must move how much weight for all to choose each of the shown alternatives."""
    voices = setting.study.stakeholders
    labels = setting.table.alternatives
    allowed = {}
    for name, voice in voices.items():
        kept = voice.allows(setting.table)
        # whom the limits leave nothing chooses among all that break them
        allowed[name] = {a for a, ok in zip(labels, kept, strict=True) if ok or not kept.any()}
    weights = {name: voice.weights() for name, voice in voices.items()}
    return group.agreement(setting.valued, weights, allowed=allowed, measure="farthest", of=shown)


def _moves(moves: group.AgreementResult) -> Block:
    rows: list[list[Any]] = []
    for i, label in enumerate(moves.alternatives):
        cells = [_move(move) for move in (*moves.moved[:, i], moves.farthest[i])]
        rows.append([label, *cells])
    return Block(
        "Least share of weight to move for an alternative to be a stakeholder's best",
        ["alternative", *moves.people, "the farthest"],
        rows,
    )


def _move(share: float) -> Any:
    return Percent(share) if np.isfinite(share) else "never"


def _nearest(moves: group.AgreementResult) -> str:
    """Say on what agreement is nearest, and who could never agree on what."""
    said = (
        "How far would each have to move? The last table gives the least share of weight that a"
        " stakeholder would have to shift between criteria, from his own weights at the base"
        " judgements, for an alternative to be his best; orders and bounds of weights are left"
        " aside, limits are not."
    )
    if moves.best is None:
        return f"{said} There is none of these on which all could agree."
    far = float(moves.farthest[moves.alternatives.index(moves.best)])
    if far == 0:
        return f"{said} All choose {moves.best}."
    movers = moves.movers()
    who = max(movers, key=lambda name: movers[name])
    nearest = f"Agreement is nearest at {moves.best}, where nobody moves more than {who}"
    return f"{said} {nearest}: {far:.1%}."


def _disagree(
    study: Study, views: dict[str, uncertainty.SmaaResult], moves: group.AgreementResult
) -> str:
    """Say who prefers what, the decider first, and how far the farthest would have to move."""
    bests: dict[str, list[str]] = {}
    for name in sorted(views, key=lambda name: name != study.decides):
        bests.setdefault(views[name].alternatives[_most(views[name])], []).append(name)
    if len(bests) == 1:
        return f"Nobody: {next(iter(bests))} is everybody's most frequent best."
    # those who differ from the one who decides come first
    groups = list(bests.items())
    if study.decider is not None:
        groups.append(groups.pop(0))
    said = "; ".join(f"{_few(names)} for {label}" for label, names in groups)
    if moves.best is None:
        return f"{said}. No weights make all agree."
    far = moves.movers()
    if not far:
        return f"{said}. At the base judgements all choose {moves.best}."
    who = max(far, key=lambda name: far[name])
    if len(far) == 1:
        return f"{said}. All agree on {moves.best} if {who} moves {far[who]:.1%} of the weight."
    return (
        f"{said}. All agree on {moves.best} if {len(far)} move weight, {who} the most:"
        f" {far[who]:.1%}."
    )


def _few(names: list[str]) -> str:
    """Name up to three, or the first and how many others."""
    more = len(names) - 1
    return ", ".join(names) if more < 3 else f"{names[0]} and {more} others"


def _figures(study: Study, views: dict[str, uncertainty.SmaaResult]) -> list[Figure]:
    """Return the picture of all stakeholders, and that of all ranks for the one who decides."""
    found = []
    if len(views) > 1:
        caption = "How often each alternative is each stakeholder's best"
        draw = partial(plot.stakeholders, dict(views), title="First-rank acceptability")
        found.append(Figure("stakeholders", caption, draw))
    name = study.decides if study.decider is not None else next(iter(views))
    title = f"Rank acceptability, {study.whose(name)}"
    caption = f"How often each alternative takes each rank, {study.whose(name)}"
    found.append(Figure("smaa", caption, partial(plot.smaa, views[name], title=title)))
    return found

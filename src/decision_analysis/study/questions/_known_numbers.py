"""What it is worth to know judged numbers, one by one, in groups, all, or to hear them again."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import voi
from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import stream
from decision_analysis.study.questions._changes import nearness
from decision_analysis.study.questions._first_of_tree import FEWEST, sampled_worth
from decision_analysis.study.questions._lead import moving
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import Side

MOST_TABLE, MOST_TREE = 20, 12
"""Numbers of which each is asked by itself: those of the tree take a regression each."""
MOST_GROUPS = 4
"""Groups of the tree's numbers."""
HEARD_AGAIN = 3
"""Numbers for which another observation is valued."""


@dataclasses.dataclass(frozen=True)
class Known:
    """What it is worth to know the numbers of one side.

    Parameters
    ----------
    everything : voi.EvpiResult
        All of them.
    groups, single : dict of str to voi.EvppiResult
        Some of them by what they have in common, and one by one.
    again : dict of str to voi.EvsiResult
        One more observation of a number.
    screened : bool
        Whether only those that move the lead most were asked for.
    left_out : tuple of str
        Alternatives that break a limit at the base values.
    """

    everything: voi.EvpiResult
    groups: dict[str, voi.EvppiResult]
    single: dict[str, voi.EvppiResult]
    again: dict[str, voi.EvsiResult]
    screened: bool
    left_out: tuple[str, ...]


def known_numbers(setting: Setting, what: str) -> Known | None:
    """Return what it is worth to know the numbers of a side; None where nothing can be learnt."""
    side = setting.sides[what]
    if not len(side.numbers):
        return None
    left_out = breaking(setting, side)
    if len(left_out) > len(side.base.alternatives) - 2:
        return None
    return (_of_table if what == "table" else _of_tree)(setting, side, left_out)


def beyond_noise(result: Any) -> bool:
    """Say whether a value is more than its error: two standard errors."""
    return bool(result.value > 2 * result.standard_error and result.value > 1e-9)


def breaking(setting: Setting, side: Side) -> tuple[str, ...]:
    """Return what breaks a limit of the one who decides at the base values."""
    if not side.limited:
        return ()
    table = setting.table if side.what == "table" else setting.strategies
    kept = setting.decider.allows(table)
    return tuple(a for a, keeps in zip(table.alternatives, kept, strict=True) if not keeps)


def _screened(setting: Setting, side: Side, most: int) -> list[str]:
    """Return the numbers that change the best soonest, then those that move the lead most."""
    found = setting.decisive[side.what]
    soonest = sorted(found, key=lambda n: nearness(side.numbers[n], found[n].changes))
    bars = setting.tornados.get(side.what)
    # there are none where no number moves the best two, or changes who they are
    longest = [] if bars is None else moving(bars)
    return list(dict.fromkeys([*soonest, *longest]))[:most]


# --- the table: the weighted value is linear in the performances, which are independent, so that
# its mean given some of them is its value with the others at their means


def _of_table(setting: Setting, side: Side, left_out: tuple[str, ...]) -> Known:
    study = setting.study
    kept = [a for a in study.alternatives if a not in left_out]
    sampled = setting.sampled
    table = sampled if not left_out else sampled.select(alternatives=kept)
    score = side.free.score
    assert score is not None
    worth = score(table)
    at_means = worth.mean(axis=0)
    everything = voi.evpi(worth)
    everything = dataclasses.replace(
        everything, alternatives=tuple(kept), best=kept[int(at_means.argmax())]
    )
    by_criterion = study.coefficients()
    slopes = np.array([by_criterion[name] for name in table.criterion_names])
    given = _Linear(table, worth, at_means, slopes, everything)
    names = _screened(setting, side, MOST_TABLE)
    places = {f"{a}: {c.name}": (a, c.name) for a in kept for c in study.criteria}
    single = {name: given.of_cells(name, *places[name]) for name in names if name in places}
    groups = {}
    if len(study.criteria) > 1:
        leading = set(setting.leading)
        for a in (a for a in kept if a in leading):
            groups[f"all of {a}"] = given.of_alternative(a)
        for criterion in study.criteria:
            groups[f"{criterion.name} of all"] = given.of_criterion(criterion.name)
    groups = {name: result for name, result in groups.items() if beyond_noise(result)}
    shown = {name: result for name, result in single.items() if beyond_noise(result)}
    again = {}
    for name in _largest(shown)[:HEARD_AGAIN]:
        a, c = places[name]
        values, cell = given.with_cell(a, c)
        data = {"second opinion": _second_opinion(cell, setting.study.seed, name)}
        if len(cell) >= FEWEST:
            again[name] = voi.evsi(values, {name: cell}, name, data)
    again = {name: result for name, result in again.items() if beyond_noise(result)}
    return Known(everything, groups, shown, again, len(side.numbers) > len(names), left_out)


@dataclasses.dataclass(frozen=True, eq=False)
class _Linear:
    """A sampled table of which the worth is linear, to know some of its cells.

    Parameters
    ----------
    table : DecisionTable
        Performances (S, A, C).
    worth, at_means : ndarray
        The worth (S, A), and that of mean performances (A,).
    slopes : ndarray
        What one unit adds to the worth (C,).
    everything : voi.EvpiResult
        What it is worth to know all of it.
    """

    table: DecisionTable
    worth: FloatArray
    at_means: FloatArray
    slopes: FloatArray
    everything: voi.EvpiResult

    def _moved(self, alternative: Any, criterion: int) -> FloatArray:
        """Return what knowing cells on one criterion adds to the mean worth (S, ...)."""
        cells = self.table.values[:, alternative, criterion]
        return np.asarray(self.slopes[criterion] * (cells - cells.mean(axis=0)))

    def with_cell(self, alternative: str, criterion: str) -> tuple[FloatArray, FloatArray]:
        """Return the worth (S, 2) of an alternative, given one cell, and of the best other."""
        a = self.table.alternatives.index(alternative)
        c = self.table.criterion_names.index(criterion)
        mine = self.at_means[a] + self._moved(a, c)
        others = np.delete(self.at_means, a).max()
        return np.stack([mine, np.full(len(mine), others)], axis=1), self.table.values[:, a, c]

    def of_cells(self, name: str, alternative: str, criterion: str) -> voi.EvppiResult:
        """Return the value of knowing one cell."""
        return self._known(name, self.with_cell(alternative, criterion)[0])

    def of_alternative(self, alternative: str) -> voi.EvppiResult:
        """Return the value of knowing all cells of one alternative."""
        place = self.table.alternatives.index(alternative)
        mine = self.worth[:, place]
        others = np.delete(self.at_means, place).max()
        return self._known(
            f"all of {alternative}", np.stack([mine, np.full(len(mine), others)], axis=1)
        )

    def of_criterion(self, criterion: str) -> voi.EvppiResult:
        """Return the value of knowing all cells on one criterion."""
        place = self.table.criterion_names.index(criterion)
        return self._known(f"{criterion} of all", self.at_means + self._moved(slice(None), place))

    def _known(self, of: str, means: FloatArray) -> voi.EvppiResult:
        """Return the value of knowing what makes these conditional means of the worth (S, A)."""
        found = voi.evpi(means)
        return voi.EvppiResult(
            method="evppi",
            references=(),
            alternatives=self.everything.alternatives,
            of=of,
            value=found.value,
            standard_error=found.standard_error,
            evpi=self.everything.value,
            with_information=found.with_information,
            without=found.without,
            best=self.everything.best,
            smoother="none: the worth is linear",
        )


# --- the tree: conditional means are smoothed


def _of_tree(setting: Setting, side: Side, left_out: tuple[str, ...]) -> Known:
    simulated = sampled_worth(setting, limited=False)
    table = simulated.table
    kept = set(side.highest).difference(left_out)
    if len(kept) < len(table.alternatives):
        table = table.select(alternatives=[a for a in table.alternatives if a in kept])
    samples = {name: simulated.samples[name] for name in side.numbers}
    everything = voi.evpi(table)
    names = _screened(setting, side, MOST_TREE)
    single = {name: voi.evppi(table, samples, name) for name in names}
    groups = {
        label: _of_group(side, table, samples, members, label)
        for label, members in _groups(setting, names).items()
    }
    groups = {name: result for name, result in groups.items() if beyond_noise(result)}
    shown = {name: result for name, result in single.items() if beyond_noise(result)}
    chances = _probabilities(setting.study.tree_data)
    again = {}
    for name in _largest(shown)[:HEARD_AGAIN]:
        drawn = samples[name]
        if name in chances:
            data = {"one more case": _one_case(drawn, setting.study.seed, name)}
        else:
            data = {"second opinion": _second_opinion(drawn, setting.study.seed, name)}
        again[name] = voi.evsi(table, samples, name, data)
    again = {name: result for name, result in again.items() if beyond_noise(result)}
    return Known(everything, groups, shown, again, len(side.numbers) > len(names), left_out)


def _of_group(
    side: Side, table: DecisionTable, samples: Any, members: list[str], label: str
) -> voi.EvppiResult:
    """Return the value of knowing several numbers of the tree, from what they do to the lead.

    The group is summed up by one number: the lead, with the others at their means, of the strategy
    that is best on average over the one that is best most often beside it. To know that is to know
    less than the group, so that the value errs on the low side where more than two strategies
    matter.
    """
    sign = 1.0 if side.worth.criterion.goal == "max" else -1.0
    worth = sign * table.values[..., 0]
    best = int(worth.mean(axis=0).argmax())
    wins = np.bincount(worth.argmax(axis=1), minlength=worth.shape[1])
    wins[best] = -1
    pair = [best, int(wins.argmax())]
    known = {
        name: drawn if name in members else np.full(len(drawn), drawn.mean())
        for name, drawn in samples.items()
    }
    given = side.free(known).select(alternatives=[table.alternatives[i] for i in pair])
    lead = given.values[:, 0, 0] - given.values[:, 1, 0]
    return voi.evppi(table, {label: lead}, label)


def _groups(setting: Setting, names: list[str]) -> dict[str, list[str]]:
    """Return the tree's numbers by the party whose problem they belong to, or the statement cited.

    Of the statements those that most of the numbers that matter rest on.
    """
    study, numbers = setting.study, setting.sides["tree"].numbers
    found: dict[str, list[str]] = {}
    cells = {cell: entry.party for entry in study.predictions for cell in entry.cells}
    cited: dict[str, list[str]] = {}
    for name, number in numbers.items():
        if name in cells:
            found.setdefault(f"all of {cells[name]}", []).append(name)
            continue
        said = number.source.replace(",", " ").split()
        for statement in dict.fromkeys(word for word in said if word in study.statements):
            cited.setdefault(f"all that rests on {statement}", []).append(name)
    matter = set(names)
    for label in sorted(cited, key=lambda label: -len(matter & set(cited[label]))):
        # a statement on which all numbers rest tells nothing apart
        if matter & set(cited[label]) and len(cited[label]) < len(numbers):
            found[label] = cited[label]
    several = {label: members for label, members in found.items() if len(members) > 1}
    return dict(list(several.items())[:MOST_GROUPS])


def _probabilities(data: Any) -> set[str]:
    """Return the names that are probabilities of outcomes by themselves."""
    found: set[str] = set()
    seen: set[int] = set()
    todo = [data]
    while todo:
        entry = todo.pop()
        if not isinstance(entry, dict) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if "decision" in entry:
            todo += entry["options"].values()
        elif "chance" in entry:
            branches = entry["outcomes"].values()
            found |= {b["probability"] for b in branches if isinstance(b["probability"], str)}
            todo += [branch["then"] for branch in branches]
    return found


# --- observations


def _second_opinion(drawn: FloatArray, seed: int, name: str) -> FloatArray:
    """Return what another judge would say, as uncertain as the first: the number with an error."""
    error = stream(seed, f"second opinion {name}", 0).standard_normal(len(drawn))
    return np.asarray(drawn + drawn.std() * error)


def _one_case(drawn: FloatArray, seed: int, name: str) -> FloatArray:
    """Return whether it happens in one more case, as probable as it is."""
    return np.asarray(stream(seed, f"one more case {name}", 0).random(len(drawn)) < drawn, float)


def _largest(results: dict[str, Any]) -> list[str]:
    return sorted(results, key=lambda name: -results[name].value)

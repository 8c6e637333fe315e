"""`StudyDiff`: what differs between two studies, and what that did to the best and its lead."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis.core import Result, Scores
from decision_analysis.core.parts import Headers, Rows
from decision_analysis.sensitivity import ExplainChangeResult

MOST_TOLD = 5
"""Most changes that a sentence names; the table has all of them."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class StudyDiff(Result):
    """What differs between two studies, and each change's share in what became of the best.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`; there are no alternatives.
    titles : tuple of str
        Of the two studies.
    same : bool
        Whether the two are the same in everything.
    changes : tuple of (str, float or str, float or str)
        What differs of what is compared: what it is, before and after; numbers, or words.
    notes : tuple of str
        In sentences, what else differs, and what one of the two lacks and is left out.
    table : ExplainChangeResult or None
        Each change's share of the weighted value, from 0 to 100 points, of alternatives that both
        have; None where tables cannot be compared.
    ruled_out : tuple of tuple of str
        The alternatives that break a limit of the one who decides, before and after.
    tree : ExplainChangeResult or None
        Each change's share of the worth of what the trees can begin with, followed by the best
        policy; None where trees cannot be compared.
    unit : str
        The unit of the trees' worth.
    """

    titles: tuple[str, str]
    same: bool
    changes: tuple[tuple[str, float | str, float | str], ...]
    notes: tuple[str, ...]
    table: ExplainChangeResult | None
    ruled_out: tuple[tuple[str, ...], tuple[str, ...]]
    tree: ExplainChangeResult | None
    unit: str

    @property
    def text(self) -> tuple[str, ...]:
        """What moved, in sentences."""
        if self.same:
            return ("The two studies are the same.",)
        said = [] if self.changes else ["Nothing that is compared differs."]
        if self.table is not None:
            said.append(f"Table: {self._moved(self.table, self.ruled_out, 'points')}")
        if self.tree is not None:
            said.append(f"Tree: {self._moved(self.tree, ((), ()), self.unit)}")
        return (*said, *self.notes)

    @named("StudyDiff.lead()")
    def lead(self, of: Literal["table", "tree"]) -> tuple[str, str] | None:
        """Return the best after the change, and whom it leads; None where there is one only.

        Parameters
        ----------
        of : {'table', 'tree'}
            Of which of the two.

        Returns
        -------
        tuple of (str, str) or None
            The second is who was the best before, or else the next after the change.

        Raises
        ------
        InvalidInputError
            If `of` is neither.
        """
        _checks.one_of("of", of, ("table", "tree"))
        found = self.table if of == "table" else self.tree
        if found is None:
            return None
        return _pair(found, self.ruled_out if of == "table" else ((), ()))

    def _moved(self, found: ExplainChangeResult, out: Any, unit: str) -> str:
        pair = _pair(found, out)
        if pair is None:
            (only,) = found.alternatives
            before, shares, after = found.steps_of(only)
            told = self._told(found, shares)
            worth = f"{only} is worth {after:.4g} {unit}".strip()
            return f"{worth}, {before:.4g} before{told}." if found.names else f"{worth}, as before."
        best, rival = pair
        before, shares, after = _of_lead(found, pair)
        first, then = _order(found.before, found, out[0])[0], best
        said = f"{then} stays the best" if first == then else f"{then} instead of {first}"
        barred = [label for label in (first, rival) if label in out[1] and label not in out[0]]
        if barred:
            said += f" (a limit rules out {' and '.join(dict.fromkeys(barred))} now)"
        lead = f"the lead of {best} over {rival}" if first == then else f"the lead over {rival}"
        scale = 1e-12 * max(1.0, float(np.abs(found.before).max()))
        if abs(after - before) <= scale and (np.abs(shares) <= scale).all():
            return f"{said}; {lead} is {after:+.3g} {unit}".strip() + ", as before."
        ends = f"{before:+.3g}", f"{after:+.3g}"
        moved = f"moved from {ends[0]} to {ends[1]}" if ends[0] != ends[1] else f"stays {ends[1]}"
        return f"{said}; {lead} {moved} {unit}".rstrip() + f"{self._told(found, shares)}."

    def _told(self, found: ExplainChangeResult, shares: FloatArray) -> str:
        """Say what the largest changes gave."""
        words = self._words()
        order = np.argsort(-np.abs(shares), kind="stable")
        most = [i for i in order if abs(shares[i]) > 1e-12][:MOST_TOLD]
        told = [f"{words.get(found.names[i], found.names[i])} gave {shares[i]:+.3g}" for i in most]
        rest = [i for i in order if i not in most and abs(shares[i]) > 1e-12]
        if rest:
            told.append(f"{len(rest)} more gave {float(shares[rest].sum()):+.3g} together")
        if told and not found.exact:
            largest = float(found.standard_error.max())
            told.append(f"by random orders, with standard errors of scores up to {largest:.2g}")
        return f": {', '.join(told)}" if told else ""

    def _words(self) -> dict[str, str]:
        found = {}
        for label, before, after in self.changes:
            what = label
            if not isinstance(before, str) and ": " in label:
                alternative, criterion = label.split(": ", 1)
                what = f"{criterion} of {alternative}"
            ends = (
                ""
                if label.startswith(("weights of", "the weights"))
                else (f" {_written(before)} -> {_written(after)}")
            )
            found[label] = what + ends
        return found

    def _headline(self) -> str:
        first, second = self.titles
        titles = repr(first) if first == second else f"{first!r} and {second!r}"
        return f"diff of {titles}"

    def _rows(self) -> tuple[Headers, Rows]:
        told = {label: (before, after) for label, before, after in self.changes}
        headers = ["change", "before", "after", "of", "share of the lead"]
        rows: Rows = []
        sides: tuple[tuple[Literal["table", "tree"], ExplainChangeResult | None], ...]
        sides = ("table", self.table), ("tree", self.tree)
        for side, found in sides:
            if found is None or not found.names:
                continue
            pair = self.lead(side)
            if pair is None:
                _, shares, _ = found.steps_of(found.alternatives[0])
            else:
                _, shares, _ = _of_lead(found, pair)
            for i in np.argsort(-np.abs(shares), kind="stable"):
                before, after = told.get(found.names[i], ("", ""))
                row = [found.names[i], _written(before), _written(after), side, float(shares[i])]
                rows.append(row)
        return (headers, rows) if rows else ([], [])

    def __repr__(self) -> str:
        headers, rows, rest = self._first(_render.ROWS)
        lines = [_render.paragraph(text, 100, indent="   ") for text in self.text]
        table = _render.text_glance("", headers, rows, rest, self._most_columns).strip("\n")
        return "\n".join([self._headline(), *lines, *([table] if rows else [])])


def _pair(found: ExplainChangeResult, out: Any) -> tuple[str, str] | None:
    if len(found.alternatives) < 2:
        return None
    first, second = _order(found.before, found, out[0]), _order(found.after, found, out[1])
    return second[0], (first[0] if first[0] != second[0] else second[1])


def _order(scores: FloatArray, found: ExplainChangeResult, out: tuple[str, ...]) -> list[str]:
    """Return the labels from the best on; what breaks a limit comes last."""
    ranks = Scores(
        method="",
        alternatives=found.alternatives,
        scores=scores,
        higher_is_better=found.higher_is_better,
    ).ranks
    barred = np.array([label in out for label in found.alternatives])
    return [found.alternatives[i] for i in np.lexsort((ranks, barred))]


def _of_lead(found: ExplainChangeResult, pair: tuple[str, str]) -> tuple[float, FloatArray, float]:
    """Return the lead of one over another before, the shares, and the lead after."""
    return found.steps_of(pair if found.higher_is_better else (pair[1], pair[0]))


def _written(told: float | str) -> str:
    return told if isinstance(told, str) else f"{told:.6g}"

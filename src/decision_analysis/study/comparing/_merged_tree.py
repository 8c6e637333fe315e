"""Two trees of one structure as a single one, in which what differs is a name of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class MergedTree:
    """Two trees of plain data merged, if they have the same decisions, chances and branches.

    Parameters
    ----------
    before, after : object
        Trees as plain data with expressions.

    Attributes
    ----------
    data : object
        The merged tree.
    differing : dict of str to tuple
        By the name that stands in the tree: where, and the two numbers or expressions.

    Raises
    ------
    ValueError
        If the trees differ in their structure; the message says where.
    """

    def __init__(self, before: Any, after: Any) -> None:
        self.differing: dict[str, tuple[str, Any, Any]] = {}
        # nodes may stand in several places, and stay shared
        self._seen: dict[tuple[int, int], Any] = {}
        self.data = self._node(before, after, ())

    def _node(self, before: Any, after: Any, path: tuple[str, ...]) -> Any:
        kinds = _kind(before), _kind(after)
        if kinds[0] != kinds[1]:
            raise ValueError(
                f"at {_place(path)} stands {kinds[0] or 'an end'} before and"
                f" {kinds[1] or 'an end'} after"
            )
        if not kinds[0]:
            return {"terminal": self._payoff(_end(before), _end(after), path)}
        key = id(before), id(after)
        if key not in self._seen:
            self._seen[key] = self._inner(before, after, path)
        return self._seen[key]

    def _inner(self, before: Any, after: Any, path: tuple[str, ...]) -> dict[str, Any]:
        kind, below = ("decision", "options") if "decision" in before else ("chance", "outcomes")
        if list(before[below]) != list(after[below]):
            raise ValueError(f"{below} at {_place(path)} are others, or in another order")
        found: dict[str, Any] = {kind: before[kind]}
        if "payoff" in before or "payoff" in after:
            found["payoff"] = self._payoff(before.get("payoff"), after.get("payoff"), path)
        branches: dict[str, Any] = {}
        for label, one in before[below].items():
            other, place = after[below][label], (*path, str(label))
            if kind == "decision":
                branches[label] = self._node(one, other, place)
                continue
            chances = one["probability"], other["probability"]
            if ("rest" in chances) and chances[0] != chances[1]:
                raise ValueError(f"the probability of {_place(place)} is the rest in one of them")
            branches[label] = {
                "probability": self._entry(*chances, f"probability of {_place(place)}"),
                "then": self._node(one["then"], other["then"], place),
            }
        return found | {below: branches}

    def _payoff(self, before: Any, after: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(before, Mapping) and not isinstance(after, Mapping):
            return self._entry(_zero(before), _zero(after), f"payoff at {_place(path)}")
        one, other = ({} if side is None else side for side in (before, after))
        if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
            raise ValueError(f"the payoff at {_place(path)} is by criterion in one of them")
        return {
            name: self._entry(one.get(name, 0.0), other.get(name, 0.0), f"{name} at {_place(path)}")
            for name in dict.fromkeys([*one, *other])
        }

    def _entry(self, before: Any, after: Any, where: str) -> Any:
        if before == after:
            return before
        name = f"differing_{len(self.differing) + 1}"
        self.differing[name] = (where, before, after)
        return name


def _kind(entry: Any) -> str:
    """Return what stands at an entry of a tree: '' for an end."""
    if isinstance(entry, Mapping):
        for kind in ("decision", "chance"):
            if kind in entry:
                return f"{kind} {entry[kind]!r}"
    return ""


def _end(entry: Any) -> Any:
    return entry.get("terminal", entry) if isinstance(entry, Mapping) else entry


def _zero(payoff: Any) -> Any:
    return 0.0 if payoff is None else payoff


def _place(path: tuple[str, ...]) -> str:
    return repr(" > ".join(path)) if path else "the beginning"

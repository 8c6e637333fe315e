"""`hierarchy`: weights of criteria from a value tree, multiplied from its top to its bottom."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import WeightsResult, axes
from decision_analysis.errors import InvalidInputError

_DEEPEST = 100  # levels of a tree: more are a mistake, and Python's recursion would end them


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class HierarchyResult(WeightsResult):
    """Weights of the criteria at the bottom of a value tree, and of its groups.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    groups : tuple of str
        The groups, each before those within it.
    of_groups : ndarray of float, shape (..., G)
        The weight of each group in the whole: that of all criteria below it.
    """

    groups: tuple[str, ...] = ()
    of_groups: FloatArray = axes("N")


@cites("keeney_raiffa_1976")
@named
def hierarchy(local_weights: Any, group_weights: Any) -> HierarchyResult:
    """Return the weights of criteria that lie in groups, and these in groups, to any depth.

    Parameters
    ----------
    local_weights : mapping of str to mapping, WeightsResult or Series
        For each group its criteria with their weights within it, {"cost": {"price": 3, "upkeep":
        1}, ...}: numbers, samples of them (...), or what any function of `weights` returned. In
        place of a number stands a mapping where a criterion is a group itself, and a number in
        place of a mapping where a criterion is in no group.
    group_weights : mapping of str to float or array_like, WeightsResult or Series
        The weight of each group among those beside it, of inner groups too.

    Returns
    -------
    HierarchyResult
        Weights (..., C) of the criteria, in the order of the tree, and of the groups.

    Raises
    ------
    InvalidInputError
        If a weight is negative or not finite, those of one group are all 0, a name stands twice, or
        the group weights do not name each group once.

    Notes
    -----
    The weight of a criterion is the product of the local weights on the way to it; those beside
    each other are rescaled to sum to 1. O(C) for each sample.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> weights.hierarchy(
    ...     {
    ...         "cost": {"price": 3, "upkeep": 1},
    ...         "comfort": {"seats": 1, "noise": {"engine": 1, "road": 1}},
    ...     },
    ...     {"cost": 0.6, "comfort": 0.4, "noise": 1},
    ... ).as_dict()
    {'price': 0.449..., 'upkeep': 0.15, 'seats': 0.2, 'engine': 0.1, 'road': 0.1}
    """
    _checks.mapping("local_weights", local_weights)
    inner = list(_groups("local_weights", local_weights))
    if not inner:
        raise InvalidInputError(
            "local_weights must hold a group, a mapping of criteria to weights; got none"
        )
    groups = _checks.names("groups of local_weights", inner)
    array, _ = _read_rows.row("group_weights", group_weights, groups, each="group")
    if not _labelled.has_labels(group_weights):
        _checks.mapping("group_weights", group_weights)
    shares = {name: array[..., place] for place, name in enumerate(groups)}
    found: dict[str, FloatArray] = {}
    totals: dict[str, FloatArray] = {}
    _multiply("local_weights", local_weights, np.ones(()), shares, found, totals)
    if both := [name for name in found if name in totals]:
        raise InvalidInputError(f"criteria and groups must have different names; got {both}")
    weights = _stacked(list(found.values()))
    return HierarchyResult(
        method="hierarchy of weights",
        references=cited("keeney_raiffa_1976"),
        weights=weights,
        criteria=tuple(found),
        groups=tuple(totals),
        of_groups=np.broadcast_to(
            _stacked(list(totals.values())), (*weights.shape[:-1], len(totals))
        ).copy(),
    )


def _is_group(entry: object) -> bool:
    """Say whether an entry holds weights by name, rather than being one."""
    return isinstance(entry, Mapping | WeightsResult) or _labelled.is_series(entry)


def _groups(what: str, tree: Any, depth: int = 1) -> Iterator[str]:
    """Yield the groups of a tree, each before those within it."""
    if depth > _DEEPEST:
        raise InvalidInputError(f"{what} must not be deeper than {_DEEPEST} levels")
    for name, entry in tree.items():
        if _is_group(entry):
            yield _checks.label(f"name in {what}", name)
            if isinstance(entry, Mapping):
                yield from _groups(f"group {shown(name)}", entry, depth + 1)


def _multiply(
    what: str,
    tree: Any,
    above: FloatArray,
    shares: Mapping[str, FloatArray],
    found: dict[str, FloatArray],
    totals: dict[str, FloatArray],
) -> None:
    """Fill in the weights of criteria and of groups below a group whose own weight is `above`."""
    if isinstance(tree, Mapping):
        names = _checks.keys(what, _checks.mapping(what, tree))
        below = dict(zip(names, tree.values(), strict=True))
        local = {
            name: shares[name] if _is_group(entry) else _weight(f"{what}: {name!r}", entry)
            for name, entry in below.items()
        }
    else:
        array, labels = _read_rows.row(what, tree, each="criterion")
        if labels is None:
            raise InvalidInputError(f"{what} must have names; got weights without")
        local = {name: array[..., place] for place, name in enumerate(labels)}
        below = dict(local)
    each = _stacked(list(local.values()))
    if (each < 0).any():
        low = list(local)[int(np.argwhere(each < 0)[0, -1])]
        raise InvalidInputError(f"{what}: the weight of {low!r} must not be negative")
    if not each.size:
        raise InvalidInputError(f"{what} must hold at least one sample; got shape {each.shape}")
    with np.errstate(over="ignore"):
        sums = each.sum(axis=-1, keepdims=True)
    _checks.all_finite(f"{what}: the sum of weights", sums[..., 0])
    if (sums == 0).any():
        raise InvalidInputError(f"{what}: weights must not all be 0; got {list(local)}")
    for place, (name, entry) in enumerate(below.items()):
        weight = above * (each / sums)[..., place]
        kept = totals if _is_group(entry) else found
        if name in kept:
            raise InvalidInputError(f"local_weights must name each criterion once; {name!r} twice")
        kept[name] = weight
        if _is_group(entry):
            _multiply(f"group {name!r}", entry, weight, shares, found, totals)


def _weight(what: str, entry: Any) -> FloatArray:
    if _checks.holds_several(entry):
        return _checks.samples(what, entry)
    return np.array(_checks.number(what, entry))


def _stacked(arrays: list[FloatArray]) -> FloatArray:
    """Return arrays of samples (...) side by side, (..., n)."""
    try:
        return np.stack(np.broadcast_arrays(*arrays), axis=-1)
    except ValueError:
        shapes = shown(sorted({array.shape for array in arrays}))
        raise InvalidInputError(f"samples of weights must broadcast; got shapes {shapes}") from None

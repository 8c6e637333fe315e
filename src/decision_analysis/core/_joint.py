"""Parameters that are drawn together, such as shares that sum to 1."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis.core._correlation import rank_matrix
from decision_analysis.core._parameter import Parameter
from decision_analysis.errors import InvalidInputError

Group = tuple["Joint", tuple[str, ...]]
"""A joint distribution, and the names of the parameters that are its members, in its order."""


class Joint(ABC):
    """Base of joint distributions: uniform points become samples of all members at once.

    A parameter belongs to one whose distribution has it as `.joint`, and its own place in it as
    `.member`. Equal ones are the same, so that they must have a hash.
    """

    members: tuple[str, ...]

    @abstractmethod
    def transform(self, points: FloatArray) -> FloatArray:
        """Return samples (n, K) of the K members for points (n, K) in the open unit cube."""

    @abstractmethod
    def in_words(self) -> str:
        """Return what it is, for messages."""


def joint_groups(parameters: Iterable[Parameter]) -> tuple[Group, ...]:
    """Return the joint distributions among parameters, each of whose members must be there.

    Where each is there several times, as in independent copies of a sample, the first of all belong
    together, then the second.
    """
    found: dict[Joint, dict[str, list[str]]] = {}
    for parameter in parameters:
        joint = getattr(parameter.distribution, "joint", None)
        if isinstance(joint, Joint):
            member = str(parameter.distribution.member)
            found.setdefault(joint, {}).setdefault(member, []).append(parameter.name)
    groups = []
    for joint, members in found.items():
        first = next(iter(members.values()))[0]
        if missing := [member for member in joint.members if member not in members]:
            raise InvalidInputError(
                f"parameter {first!r} is drawn together with others, of {joint.in_words()}, and all"
                f" of them must be parameters; missing {_checks.listed(missing)}"
            )
        most = max(members.values(), key=len)
        if any(len(names) != len(most) for names in members.values()):
            raise InvalidInputError(
                f"parameters {_checks.listed(most)} are the same member of {joint.in_words()}; each"
                " must be a parameter once"
            )
        groups += [(joint, names) for names in zip(*map(members.get, joint.members), strict=True)]
    return tuple(groups)


def completed(
    parameters: Mapping[str, Parameter], samples: Mapping[str, FloatArray]
) -> dict[str, FloatArray]:
    """Return rows of parameters in which shares still sum to 1 though some have left their base.

    Those of a group that stand at their base share what the moved ones leave, in proportion to
    their bases. Rows in which all have moved, as samples do, stay as they are, and must sum to 1.
    """
    found = dict(samples)
    for _, names in joint_groups(parameters.values()):
        base = np.array([parameters[name].base for name in names])
        values = np.stack(np.broadcast_arrays(*(samples[name] for name in names)), axis=-1)
        moved = values != base
        left = 1 - np.where(moved, values, 0.0).sum(axis=-1)
        others = np.where(moved, 0.0, base)
        whole = others.sum(axis=-1)
        factor = np.maximum(left, 0.0) / np.where(whole > 0, whole, 1.0)
        # only where some have moved and some have not, so that a base stays what it is
        some = moved.any(axis=-1) & (whole > 0)
        rescaled = np.where(moved | ~some[..., None], values, others * factor[..., None])
        off = np.abs(rescaled.sum(axis=-1) - 1)
        if (off > PROBABILITY_TOLERANCE).any():
            raise InvalidInputError(
                f"shares {_checks.listed(names)} must sum to 1; got"
                f" {rescaled[np.argmax(off)].tolist()}: they are drawn together, and do not vary"
                " independently of one another"
            )
        found.update({name: rescaled[..., i] for i, name in enumerate(names)})
    return found


def refuse_correlation(names: tuple[str, ...], groups: tuple[Group, ...], correlation: Any) -> None:
    """Refuse rank correlations of parameters that are drawn together."""
    matrix = rank_matrix(names, correlation)
    for joint, members in groups:
        for name in members:
            others = np.flatnonzero(matrix[names.index(name)])
            other = next((names[i] for i in others.tolist() if names[i] != name), None)
            if other is not None:
                raise InvalidInputError(
                    f"correlation of {name!r} and {other!r}: {name!r} is drawn together with"
                    f" others, of {joint.in_words()}, which says how they depend on one another;"
                    " shares with correlations of their own are beliefs.logistic_normal"
                )

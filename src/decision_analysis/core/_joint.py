"""Parameters that are drawn together, such as shares that sum to 1."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
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
    """Return the joint distributions among parameters, each of whose members must be there once."""
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
        if twice := [names for names in members.values() if len(names) > 1]:
            raise InvalidInputError(
                f"parameters {_checks.listed(twice[0])} are the same member of"
                f" {joint.in_words()}; each must be a parameter once"
            )
        groups.append((joint, tuple(members[member][0] for member in joint.members)))
    return tuple(groups)


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

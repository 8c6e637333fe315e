"""`Share`: the distribution of one of several shares that are drawn together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._own_distribution import OwnDistribution
from decision_analysis.core import Parameter
from decision_analysis.core.parts import Joint


@dataclass(frozen=True, repr=False)
class Share(OwnDistribution):
    """One member of a joint distribution: its marginal, and what it is drawn together with."""

    joint: Joint
    member: str
    marginal: Any

    _word: ClassVar[str] = "share"

    def __repr__(self) -> str:
        return f"the share {self.member!r} of {self.joint.in_words()}"

    def equals(self, other: object) -> bool:
        """Say whether another is the same share; its marginal follows from the joint."""
        return isinstance(other, Share) and (self.joint, self.member) == (other.joint, other.member)

    def _cdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.marginal.cdf(x))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.marginal.sf(x))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.marginal.pdf(x))[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        return np.asarray(self.marginal.ppf(p))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        return np.asarray(self.marginal.isf(p))[()]

    def mean(self) -> float:
        return float(self.marginal.mean())

    def var(self) -> float:
        return float(self.marginal.var())


@dataclass(frozen=True)
class DirichletShares(Joint):
    """Shares of a Dirichlet distribution, broken off one after another."""

    members: tuple[str, ...]
    concentrations: tuple[float, ...]

    def transform(self, points: FloatArray) -> FloatArray:
        """Return shares (n, K) of points (n, K), of which the last coordinate is not used.

        The part that each share takes of what is left is beta distributed, independently of the
        others (Connor and Mosimann 1969).
        """
        from scipy.special import betaincinv

        left = np.ones(len(points))
        shares = np.empty(points.shape)
        rest = np.cumsum(self.concentrations[::-1])[::-1]
        for i, own in enumerate(self.concentrations[:-1]):
            part = betaincinv(own, rest[i + 1], points[:, i])
            shares[:, i] = left * part
            left = left * (1 - part)
        shares[:, -1] = left
        return shares

    def in_words(self) -> str:
        """Return what it is, for messages."""
        return f"a Dirichlet belief of {len(self.members)} states"


def parameters_of(
    joint: Joint, base: Mapping[str, float], marginals: Sequence[Any], prefix: object
) -> list[Parameter]:
    """Return a parameter for each member, called by the prefix and the member."""
    before = _checks.text("prefix", prefix)
    return [
        Parameter(before + state, base[state], Share(joint, state, marginal))
        for state, marginal in zip(joint.members, marginals, strict=True)
    ]

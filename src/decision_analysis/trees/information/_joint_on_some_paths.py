"""What an option that meets two uncertainties together on some of its paths only says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import MOST_TOLD_NUMBERS
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import chance_nodes
from decision_analysis.trees.information._joint_states import Conditioned, JointStates
from decision_analysis.trees.information._uncertainty import Uncertainty
from decision_analysis.trees.passes import reach


class Believed(Protocol):
    """What each node says about an uncertainty, as it is gathered from below and handed down."""

    belief: FloatArray
    exact: BoolArray
    untold: bool

    def gather(self) -> None: ...
    def hand_down(self) -> None: ...
    def moved(self) -> Conditioned: ...


@dataclass(frozen=True)
class _Told:
    """Joint states of uncertainties, the probability (N, K, ...) of state and node, and beliefs."""

    first: JointStates
    likely: FloatArray
    believed: Believed


class JointOnSomePaths:
    """Finds P(state, outcomes) below an option that tells what the uncertainty is like.

    The option tells it given that others come first. Where the survey of a site says that it is bad
    one sells, and does not learn whether there is oil. What a good survey says of the oil, and how
    probable oil is, leave what a bad one would say: the survey given the oil follows.
    """

    def __init__(self, about: Uncertainty, believe: Callable[[Uncertainty], Believed]) -> None:
        self._about = about
        self._believe = believe
        self._told: dict[tuple[str, ...], _Told | str | None] = {}
        self._left = MOST_TOLD_NUMBERS

    def joint(self, option: int, other: str, met: dict[str, str]) -> dict[str, FloatArray] | str:
        """Return the probability (states, ...) of states and what was met, by outcome of `other`.

        A problem, where the option does not tell it, though it says that they depend on each other;
        nothing, where it has nothing to say, or too much was asked already.
        """
        order = (*sorted(met), other)
        if order not in self._told:
            self._told[order] = self._tell(order)
        told = self._told[order]
        if told is None or isinstance(told, str):
            return told or {}
        if not told.believed.exact[option]:
            return {}
        # P(outcomes, state) = P(outcomes | option) P(state | outcomes, option)
        likely = told.likely[option]
        total = likely.sum(axis=0)
        share = likely / np.where(total > 0, total, 1.0)
        return {
            state[other]: share[k] * told.believed.belief[option][:, k]
            for k, state in enumerate(told.first.states)
            if met.items() <= state.items()
        }

    def _tell(self, order: tuple[str, ...]) -> _Told | str | None:
        about, first = self._about, JointStates.none_yet(self._about.tree)
        # one after the other to the front, the uncertainty last, each given those before it
        for name in (*order, about.name):
            self._left -= first.probability.size
            if self._left < 0:
                return None
            nodes = chance_nodes(about.tree, name) if name != about.name else about.nodes
            believed: Believed | None = None
            try:
                believed = self._believe(first.uncertainty(about.tree, nodes, partly=False))
                believed.gather()
                if name == about.name:
                    likely = reach(first.conditional(about.tree)) * first.prior
                    return _Told(first, likely, believed)
                believed.hand_down()
            except InvalidModelError as error:
                if believed is None or not believed.untold:
                    return None
                together = [*order[: order.index(name) + 1]] if name in order else [*order, name]
                says = (
                    f"the tree must say how {together} depend on each other; "
                    if len(together) > 1
                    else ""
                )
                return f"{says}{error.problems[0]}"
            first = first.then(name, believed.moved())
        return None

"""Single policy updating: choices with limited memory optimized one at a time, given the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import POLICY_PASSES
from decision_analysis.diagrams.factors import (
    Messages,
    Pair,
    Rule,
    Stage,
    ancestors,
    first_best,
    skeleton,
    uniform,
)
from decision_analysis.diagrams.model import InfluenceDiagram


def update_policies(
    diagram: InfluenceDiagram,
    stages: Sequence[Stage],
    sign: float,
    order: Sequence[str] | None,
    rules: Mapping[str, Rule] | None = None,
) -> Mapping[str, Rule]:
    """Return rules that no change of a single choice improves, found from uniform ones or `rules`.

    One pass in an exact order is the optimum; without one (None) passes go on, the last choice
    first, until nothing improves, also where rules have been made optimal that were never followed.
    Payoffs never get worse, so that there is an end. Each sample is decided by itself.
    """
    updating = _Updating(diagram, stages, sign)
    for name, rule in (rules or {}).items():
        updating.set(name, rule.options)
    # Each choice once, in an exact order if there is one.
    for name in order or reversed(updating.choices):
        updating.update(name)
    if order is None:
        updating.improve()
    while updating.settle_unreached() and order is None and updating.improve():
        pass
    return {name: updating.rules[name] for name in diagram.choices}


def settle(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float, rules: Mapping[str, Rule]
) -> Mapping[str, Rule]:
    """Return the rules made optimal where they never lead, and left as they are elsewhere."""
    updating = _Updating(diagram, stages, sign)
    for name, rule in rules.items():
        updating.set(name, rule.options)
    updating.settle_unreached()
    return {name: updating.rules[name] for name in diagram.choices}


class _Updating:
    """Choices with their rules, None for one that still takes every option equally often."""

    def __init__(self, diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float) -> None:
        self.diagram = diagram
        self.choices = [stage.choice for stage in stages]
        self.known = {stage.choice: stage.known for stage in stages}
        self.rules: dict[str, Rule] = {}
        self.value = np.full(diagram.sample_shape, -np.inf)
        self.skeleton = skeleton(diagram, sign)
        self.messages = Messages(
            self.skeleton, {name: uniform(diagram, name) for name in self.choices}
        )

    def update(self, name: str) -> bool:
        """Make a choice optimal given the others, and say whether it changed.

        What is as good as the best stays.
        """
        _, by_option = self._worth(name, self.messages)
        best, chosen = first_best(by_option)
        self.value = np.broadcast_to(best, by_option.shape[1:]).sum(
            axis=tuple(range(len(self.known[name])))
        )
        before = self.rules.get(name)
        if before is not None:
            now = np.take_along_axis(
                by_option, np.broadcast_to(before.options, best.shape)[None], axis=0
            )[0]
            chosen = np.where(now >= best, before.options, chosen)
            if (chosen == before.options).all():
                return False
        self.set(name, chosen)
        return True

    def improve(self) -> bool:
        """Update choices, the last first, until nothing improves; say whether anything did.

        What rounding makes of options that are equally good could go on changing: the value of a
        whole pass has to rise.
        """
        for i in range(POLICY_PASSES):
            before = self.value
            changed = sum(self.update(name) for name in reversed(self.choices))
            if not changed or not (self.value > before).any():
                return i > 0
        return False

    def settle_unreached(self) -> bool:
        """Make choices optimal also where the others' rules never lead.

        That is done by letting earlier ones take every option. Say whether that changed a rule.
        """
        changed = False
        for name in reversed(self.choices):
            mass, _ = self._worth(name, self.messages)
            if (mass > 0).all():
                continue
            # Where the rules never lead, let earlier choices take every option.
            before = ancestors(self.diagram, [name])
            mixed = {
                other: uniform(self.diagram, other)
                if other in before
                else self.rules[other].factor(self.diagram)
                for other in self.choices
            }
            _, by_option = self._worth(name, Messages(self.skeleton, mixed))
            _, chosen = first_best(by_option)
            # Reached states keep their option.
            settled = np.where(mass > 0, self.rules[name].options, chosen)
            if (settled != self.rules[name].options).any():
                self.set(name, settled)
                changed = True
        return changed

    def _worth(self, name: str, messages: Messages) -> tuple[FloatArray, FloatArray]:
        """Return P(what is known) (*known, *samples), and it times the payoff of each option."""
        known = self.known[name]
        pair: Pair = messages.family(name, [name, *known])
        sizes = tuple(len(self.diagram.states(n)) for n in (name, *known))
        samples = (1,) * len(self.diagram.sample_shape)
        mass = (
            np.ones((1,) * (len(sizes) + len(samples)))
            if pair.mass is None
            else pair.mass.aligned([name, *known])
        )
        gain = 0 * mass if pair.gain is None else pair.gain.aligned([name, *known])
        shape = np.broadcast_shapes(mass.shape, gain.shape, (*sizes, *samples))
        return np.broadcast_to(mass, shape)[0], np.broadcast_to(gain, shape)

    def set(self, name: str, chosen: np.ndarray) -> None:
        known = self.known[name]
        self.rules[name] = Rule(name, known, known, np.asarray(chosen, dtype=np.int32))
        self.messages.set_policy(name, self.rules[name].factor(self.diagram))

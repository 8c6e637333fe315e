"""Influence diagrams: equality with hand-written arrays first, then times and ratios, measured in
one process.

Run with: python benchmarks/bench_diagrams.py
With pyAgrum installed (`pip install pyagrum`) it is timed on the same diagrams.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from short import sizes

from decision_analysis import diagrams
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value

SAMPLES = sizes(10_000, 500)
RECALLED = sizes((10, 12), (6,))
LIMITED = sizes((50, 100, 200), (20,))
FALL_ILL = np.array([[[0.5, 0.5], [0.9, 0.1]], [[0.1, 0.9], [0.2, 0.8]]])
TEST = np.array([[0.8, 0.2], [0.1, 0.9]])
PRICE = np.array([300.0, 1000.0])
LIKELIHOOD = {"dry": (0.1, 0.3, 0.6), "wet": (0.3, 0.4, 0.3), "soaking": (0.5, 0.4, 0.1)}


def pigs(stages: int) -> InfluenceDiagram:
    """Return the pig breeding problem of Lauritzen and Nilsson (2001): health, test and treatment
    by month."""
    nodes: list[Any] = [Uncertain("health 1", ["ill", "healthy"], [0.1, 0.9])]
    for k in range(1, stages):
        known = [f"test {k}"] if k == 1 else [f"test {k}", f"treat {k - 1}"]
        nodes += [
            Uncertain(f"test {k}", ["positive", "negative"], TEST, given=[f"health {k}"]),
            Choice(f"treat {k}", ["treat", "pass"], knows=known),
            Value(f"cost {k}", [-100.0, 0.0], of=[f"treat {k}"]),
            Uncertain(
                f"health {k + 1}", ["ill", "healthy"], FALL_ILL, given=[f"health {k}", f"treat {k}"]
            ),
        ]
    return InfluenceDiagram([*nodes, Value("price", PRICE, of=[f"health {stages}"])])


def limited(stages: int) -> InfluenceDiagram:
    """Return the same where each treatment knows the test of its month only."""
    knows = {f"treat {k}": [f"test {k}"] for k in range(1, stages)}
    nodes = pigs(stages).nodes.values()
    return InfluenceDiagram(
        [Choice(n.name, n.options, knows[n.name]) if isinstance(n, Choice) else n for n in nodes]
    )


def by_hand(stages: int) -> float:
    """Solve the pigs with perfect recall on plain arrays: joint probabilities forward, expected
    values backward."""
    joint = np.array([[0.1], [0.9]])
    for _ in range(1, stages):
        tested = joint[:, :, None] * TEST[:, None, :]
        joint = np.einsum("hnt,hdg->gntd", tested, FALL_ILL).reshape(2, -1)
    value = PRICE @ joint
    mass = joint.sum(axis=0)
    for _ in range(1, stages):
        by_option = (value - mass * np.tile([100.0, 0.0], len(mass) // 2)).reshape(-1, 2)
        chosen = by_option.argmax(axis=1)
        value = np.take_along_axis(by_option, chosen[:, None], axis=1)[:, 0]
        value, mass = (
            value.reshape(-1, 2).sum(axis=1),
            mass.reshape(-1, 2)[:, 0].reshape(-1, 2).sum(axis=1),
        )
    return float(value[0])


def limited_by_hand(stages: int) -> float:
    """Solve the pigs with limited memory: the expected payoff from a month on is linear in the
    share of ill pigs.

    So the best payoff is the upper envelope of lines, one for each sequence of rules that is best
    for some share.
    """
    lines = PRICE[None, :]
    rules = [np.array(rule) for rule in ((0, 0), (0, 1), (1, 0), (1, 1))]
    for _ in range(1, stages):
        new = []
        for rule in rules:
            falling = np.einsum("ht,htg->hg", TEST, FALL_ILL[:, rule, :])
            new.append(lines @ falling.T - 100.0 * TEST @ (rule == 0))
        lines = envelope(np.concatenate(new))
    return float((lines @ np.array([0.1, 0.9])).max())


def envelope(lines: np.ndarray) -> np.ndarray:
    """Return the lines (n, 2), given by their ends, that are the highest of all somewhere."""
    kept = [lines[lines[:, 0].argmax()]]
    share = 1.0
    while True:
        rise = (lines[:, 1] - lines[:, 0]) - (kept[-1][1] - kept[-1][0])
        below = share * (kept[-1][0] - lines[:, 0]) + (1 - share) * (kept[-1][1] - lines[:, 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            meets = np.where(rise > 1e-9, share - below / rise, -1.0)
        nearest = meets.max()
        if nearest < 0:
            return np.array(kept)
        tied = np.flatnonzero(meets >= nearest - 1e-12)
        kept.append(lines[tied[rise[tied].argmax()]])
        share = float(nearest)


def wildcatter(prior: Any, likelihood: Any, profit: Any) -> InfluenceDiagram:
    """Return the oil wildcatter with the test; tables may be sampled."""
    likelihood = np.asarray(likelihood)
    table = np.zeros((*likelihood.shape[:-2], 3, 2, 4))
    table[..., 0, :3] = likelihood
    table[..., 1, 3] = 1.0
    none = np.zeros_like(profit)
    return InfluenceDiagram(
        [
            Choice("test", ["yes", "no"]),
            Uncertain("oil", list(LIKELIHOOD), prior),
            Uncertain(
                "result", ["closed", "open", "diffuse", "none"], table, given=["oil", "test"]
            ),
            Choice("drill", ["drill", "don't"], knows=["test", "result"]),
            Value("cost", [-10.0, 0.0], of=["test"]),
            Value("profit", np.stack([profit, none], axis=-1), of=["oil", "drill"]),
        ]
    )


def sampled(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return samples of every table of the wildcatter."""
    prior = rng.dirichlet([5, 3, 2], n)
    likelihood = np.stack([rng.dirichlet(20 * np.array(p), n) for p in LIKELIHOOD.values()], axis=1)
    return prior, likelihood, rng.normal([-70, 50, 200], [10, 20, 40], (n, 3))


def wildcatter_by_hand(prior: np.ndarray, likelihood: np.ndarray, profit: np.ndarray) -> np.ndarray:
    """Solve the sampled wildcatter on plain arrays."""
    joint = prior[:, :, None] * likelihood
    with_test = np.maximum((joint * profit[:, :, None]).sum(axis=1), 0).sum(axis=1) - 10
    return np.maximum(with_test, np.maximum((prior * profit).sum(axis=1), 0))


def timed(task: Callable[[], Any], repeats: int = 5) -> tuple[float, Any]:
    """Return the least time of several runs, in milliseconds, and the result."""
    result, times = None, []
    for _ in range(repeats):
        start = time.perf_counter()
        result = task()
        times.append(time.perf_counter() - start)
    return 1e3 * min(times), result


def agrum(diagram: InfluenceDiagram) -> Any:
    """Return the diagram in pyAgrum."""
    import pyagrum

    found = pyagrum.InfluenceDiagram()
    for name, node in diagram.nodes.items():
        if isinstance(node, Uncertain):
            found.addChanceNode(pyagrum.LabelizedVariable(name, "", list(node.states)))
        elif isinstance(node, Choice):
            found.addDecisionNode(pyagrum.LabelizedVariable(name, "", list(node.options)))
        else:
            found.addUtilityNode(pyagrum.LabelizedVariable(name, "", 1))
    for name in diagram.nodes:
        for above in diagram.parents(name):
            found.addArc(above, name)
    for name, node in diagram.nodes.items():
        if isinstance(node, Uncertain):
            fill(found.cpt(name), (*node.given, name), np.asarray(node.probabilities), diagram)
        elif isinstance(node, Value):
            fill(found.utility(name), tuple(node.of), np.asarray(node.payoffs), diagram)
    return found


def fill(tensor: Any, axes: tuple[str, ...], array: np.ndarray, diagram: InfluenceDiagram) -> None:
    """Write a table into a pyAgrum tensor, cell by cell."""
    for index in np.ndindex(array.shape):
        cell = {name: diagram.states(name)[i] for name, i in zip(axes, index, strict=True)}
        tensor[cell] = float(array[index]) if cell else tensor[cell]


def agrum_value(diagram: Any, *, recall: bool) -> float:
    """Solve a pyAgrum diagram."""
    import pyagrum

    engine = pyagrum.ShaferShenoyLIMIDInference(diagram)
    if recall:
        order = [n for n in diagram.topologicalOrder() if diagram.isDecisionNode(n)]
        engine.addNoForgettingAssumption([diagram.variable(n).name() for n in order])
    engine.makeInference()
    return float(engine.MEU()["mean"])


def main() -> None:
    try:
        import pyagrum  # noqa: F401

        peer = True
    except ImportError:
        peer = False
    for stages in RECALLED:
        diagram = pigs(stages)
        ours, solution = timed(lambda diagram=diagram: diagrams.solve(diagram), 3)
        plain, value = timed(lambda stages=stages: by_hand(stages), 3)
        assert abs(solution.value - value) < 1e-9 * abs(value)
        line = (
            f"pigs, perfect recall, {stages} stages: {ours:8.0f} ms; plain arrays {plain:6.0f} ms"
        )
        if peer and stages == 10:
            theirs, other = timed(
                lambda diagram=diagram: agrum_value(agrum(diagram), recall=True), 1
            )
            assert abs(other - value) < 1e-9 * abs(value)
            line += f"; pyAgrum {theirs:6.0f} ms ({theirs / ours:.1f}x)"
        print(line)
    for stages in LIMITED:
        diagram = limited(stages)
        ours, solution = timed(
            lambda diagram=diagram: diagrams.solve(
                diagram, recall=False, method="single_policy_updating"
            )
        )
        value = limited_by_hand(stages)
        assert abs(solution.value - value) < 1e-9 * abs(value)
        line = f"pigs, limited memory, {stages:3} stages:   {ours:8.0f} ms"
        if peer:
            build = agrum(diagram)
            theirs, other = timed(lambda build=build: agrum_value(build, recall=False))
            assert other <= value + 1e-9 * abs(value)
            short = (
                ""
                if value - other < 1e-9 * abs(value)
                else f", and stops at {other:.3f} of {value:.3f}"
            )
            line += f"; pyAgrum {theirs:6.0f} ms (ours takes {ours / theirs:.1f} times that){short}"
        print(line)
    tables = sampled(np.random.default_rng(7), SAMPLES)
    diagram = wildcatter(*tables)
    ours, solution = timed(lambda: diagrams.solve(diagram))
    np.testing.assert_allclose(solution.value, wildcatter_by_hand(*tables), rtol=1e-12, atol=1e-9)
    line = f"wildcatter, {SAMPLES:,} samples of every table: {ours:8.1f} ms"
    if peer:
        few = 200
        loop, values = timed(
            lambda: [
                agrum_value(agrum(wildcatter(*(t[i] for t in tables))), recall=True)
                for i in range(few)
            ],
            1,
        )
        np.testing.assert_allclose(values, solution.value[:few], rtol=1e-9, atol=1e-9)
        line += (
            f"; pyAgrum loop {loop * SAMPLES / few:8.0f} ms ({loop * SAMPLES / few / ours:.0f}x)"
        )
    print(line)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main()

"""Sets of probabilities read slowly: all strategies of a random tree at all extreme points."""

import itertools

import numpy as np

from decision_analysis.trees import Chance, Decision, Terminal


def random_tree(seed, *, names="own", depth=3, zeros=False):
    """Return a random tree whose root is a decision; `names` are each node's own, or shared by some
    of them.

    Nodes that share a name share its distribution, and no path meets a name twice.
    """
    rng = np.random.default_rng(seed)
    counter = itertools.count()
    pool = {name: distribution(rng, 2, zeros=False) for name in ("x", "y")}

    def build(left, met, kind):
        if left == 0 or kind == "end":
            return float(np.round(rng.normal() * 10, 2))
        paid = float(rng.integers(-3, 4)) if rng.random() < 0.4 else None
        if kind == "decision":
            below = rng.choice(["chance", "chance", "end"], size=int(rng.integers(2, 4)))
            options = {f"o{i}": build(left - 1, met, k) for i, k in enumerate(below)}
            return Decision(f"d{next(counter)}", options, paid)
        free = [name for name in pool if name not in met]
        if names == "shared" and free and rng.random() < 0.75:
            name = str(rng.choice(free))
            p, met = pool[name], {*met, name}
        else:
            name, p = f"c{next(counter)}", distribution(rng, int(rng.integers(2, 4)), zeros=zeros)
        below = rng.choice(["decision", "chance", "end"], size=len(p))
        outcomes = {
            f"e{i}": (q, build(left - 1, met, k))
            for i, (q, k) in enumerate(zip(p, below, strict=True))
        }
        return Chance(name, outcomes, paid)

    return build(depth, set(), "decision")


def distribution(rng, n, *, zeros):
    p = rng.dirichlet(np.ones(n))
    if zeros and n > 2 and rng.random() < 0.5:
        p[0] = 0.0
    return [float(q) for q in p / p.sum()]


def strategies_of(node, path=()):
    """Return all strategies as dicts from path to option, in the order of the options."""
    if isinstance(node, Terminal):
        return [{}]
    if isinstance(node, Decision):
        return [
            {path: k, **rest}
            for k, child in node.options.items()
            for rest in strategies_of(child, (*path, k))
        ]
    below = [strategies_of(child, (*path, label)) for label, (_, child) in node.outcomes.items()]
    return [
        {k: v for part in parts for k, v in part.items()} for parts in itertools.product(*below)
    ]


def ends_of(node, strategy, unit, path=(), total=0.0, factors=()):
    """Return (total, factors) of the ends of a strategy; a factor is (uncertainty, position of the
    outcome)."""
    total += node.payoff or 0.0
    if isinstance(node, Terminal):
        return [(total, factors)]
    if isinstance(node, Decision):
        return ends_of(
            node.options[strategy[path]], strategy, unit, (*path, strategy[path]), total, factors
        )
    found = []
    for i, (label, (_, child)) in enumerate(node.outcomes.items()):
        found += ends_of(
            child, strategy, unit, (*path, label), total, (*factors, (unit(path, node), i))
        )
    return found


def chances_of(node, path=()):
    """Yield (path, chance node)."""
    if isinstance(node, Chance):
        yield path, node
        for label, (_, child) in node.outcomes.items():
            yield from chances_of(child, (*path, label))
    elif isinstance(node, Decision):
        for label, child in node.options.items():
            yield from chances_of(child, (*path, label))


def by_name(path, node):
    return node.name


def by_path(path, node):
    return path


def extremes(low, high):
    """Return the extreme points between bounds: fill up to the upper bounds in every order."""
    points = []
    for order in itertools.permutations(range(len(low))):
        p, left = np.array(low, dtype=float), 1 - sum(low)
        for i in order:
            given = min(left, high[i] - low[i])
            p[i], left = p[i] + given, left - given
        points.append(tuple(np.round(p, 13)))
    return sorted(set(points))


def within(epsilon, *, keep_impossible=False):
    """Return the bounds of an uncertainty whose probabilities are off by at most epsilon."""

    def bounds(path, node):
        p = np.array(list(node.probabilities.values()))
        high = np.where((p == 0) & keep_impossible, 0, np.minimum(p + epsilon, 1))
        return np.maximum(p - epsilon, 0), high

    return bounds


def table(root, bounds, unit=by_path, utility=lambda x: x):
    """Return strategies, their expected utility (strategies, points) at all combinations of extreme
    points, and these points."""
    sets = {}
    for path, node in chances_of(root):
        sets.setdefault(unit(path, node), extremes(*bounds(path, node)))
    combinations = [
        dict(zip(sets, points, strict=True)) for points in itertools.product(*sets.values())
    ]
    at = {
        key: np.array([c[key] for c in combinations]).reshape(len(combinations), -1) for key in sets
    }
    strategies, rows = strategies_of(root), []
    for strategy in strategies:
        row = np.zeros(len(combinations))
        for total, factors in ends_of(root, strategy, unit):
            p = np.ones(len(combinations))
            for key, i in factors:
                p = p * at[key][:, i]
            row += p * utility(total)
        rows.append(row)
    return strategies, np.array(rows), combinations

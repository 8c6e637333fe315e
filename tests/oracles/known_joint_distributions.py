"""Random problems with a known joint distribution, as trees whose probabilities follow from it, and
an oracle."""

import itertools

import numpy as np

from decision_analysis.trees import Chance, Decision


class World:
    """A random problem: atoms with probabilities, chance variables as functions of the atom.

    Either the tree itself tells the distribution of x wherever it matters (one option of every
    decision resolves it, and of the outcomes of a chance node at most one is silent in part), or,
    with `study`, the first option observes everything.
    """

    def __init__(self, seed, *, study=False):
        self.rng = np.random.default_rng(seed)
        self.n = 24
        self.p = self.rng.dirichlet(np.ones(self.n))
        self.variables = {
            v: self.rng.integers(0, k, self.n) for v, k in {"x": 3, "y": 2, "z": 3}.items()
        }
        self.study = study
        whole = np.ones(self.n, dtype=bool)
        self.tree = self.build(whole, ["y", "z"], must=not study, depth=4)
        if study:
            known = self.chain(whole, ["y", "z", "x"] if seed % 2 else ["x", "z", "y"])
            self.tree = ("decide", "first", {"study": known, "go": self.tree}, 0.0)

    def chain(self, atoms, names):
        """Observe all variables, with a decision in between that may stop it."""
        if not names:
            return "end", float(self.rng.normal() * 10)
        values = [int(v) for v in np.unique(self.variables[names[0]][atoms])]
        outcomes = {
            f"{names[0]}{v}": (v, self.chain(atoms & (self.variables[names[0]] == v), names[1:]))
            for v in values
        }
        found = "chance", names[0], outcomes, float(self.rng.normal())
        if self.rng.random() < 0.5:
            return (
                "decide",
                "more",
                {"stop": ("end", float(self.rng.normal() * 10)), "go": found},
                0.0,
            )
        return found

    def build(self, atoms, left, *, must, depth, resolved=False):
        rng = self.rng
        pay = float(rng.normal() * 10)
        if depth == 0 or not atoms.any():
            return self.resolve(atoms, pay) if must and not resolved else ("end", pay)
        kind = rng.integers(0, 3)
        if kind == 0:
            strict = rng.integers(0, 2)
            options = {}
            for i in range(2):
                options[str(i)] = self.build(
                    atoms, left, must=must and i == strict, depth=depth - 1, resolved=resolved
                )
            return "decide", f"d{depth}", options, pay
        if kind == 1 and left:
            name = left[int(rng.integers(0, len(left)))]
            rest = [v for v in left if v != name]
            values = [int(v) for v in np.unique(self.variables[name][atoms])]
            lone = values[0] if not must and not self.study else None
            outcomes = {}
            for v in values:
                inside = atoms & (self.variables[name] == v)
                below = self.build(
                    inside, rest, must=self.must(v != lone), depth=depth - 1, resolved=resolved
                )
                outcomes[f"{name}{v}"] = v, below
            return "chance", name, outcomes, pay
        if resolved:
            return "end", pay
        return self.resolve(atoms, pay) if must else ("end", pay)

    def must(self, otherwise):
        return bool(self.rng.random() < 0.3) if self.study else otherwise

    def resolve(self, atoms, pay):
        outcomes = {}
        for v in np.unique(self.variables["x"][atoms]):
            inside = atoms & (self.variables["x"] == v)
            outcomes[f"x{v}"] = (
                int(v),
                self.build(inside, ["y"], must=False, depth=1, resolved=True)
                if self.rng.random() < 0.3
                else ("end", float(self.rng.normal() * 10)),
            )
        return "chance", "x", outcomes, pay

    def nodes(self, spec, atoms):
        if spec[0] == "end":
            return spec[1]
        if spec[0] == "decide":
            return Decision(
                spec[1], {k: self.nodes(child, atoms) for k, child in spec[2].items()}, spec[3]
            )
        weights = self.p * atoms
        inside = {k: atoms & (self.variables[spec[1]] == v) for k, (v, _) in spec[2].items()}
        outcomes = {
            k: (float((self.p * inside[k]).sum() / weights.sum()), self.nodes(child, inside[k]))
            for k, (v, child) in spec[2].items()
        }
        return Chance(spec[1], outcomes, spec[3])

    def worth(self, spec, atoms, total, u):
        """Return the expected utility of a tree within a set of atoms, by recursion over the atoms
        themselves."""
        if not atoms.any():
            return 0.0
        if spec[0] == "end":
            return u(total + spec[1])
        if spec[0] == "decide":
            return max(self.worth(child, atoms, total + spec[3], u) for child in spec[2].values())
        mass = self.p[atoms].sum()
        found = 0.0
        for v, child in spec[2].values():
            inside = atoms & (self.variables[spec[1]] == v)
            found += self.p[inside].sum() / mass * self.worth(child, inside, total + spec[3], u)
        return found


def oracle(world, u, price=0.0, names=("x",)):
    """Return the expected utility of knowing some variables first, at a price, from the joint
    distribution itself."""
    known = [world.variables[name] for name in names]
    found = 0.0
    for states in itertools.product(*map(np.unique, known)):
        inside = np.logical_and.reduce(
            [values == state for values, state in zip(known, states, strict=True)]
        )
        found += world.p[inside].sum() * world.worth(world.tree, inside, -price, u)
    return found


def has(name, spec):
    """Say whether a tree has a chance node of a name."""
    if spec[0] == "end":
        return False
    return spec[1] == name or any(
        has(name, c[1] if spec[0] == "chance" else c) for c in spec[2].values()
    )


def digits(node, count):
    """Return a tree with probabilities rounded to so many digits, the last outcome of each node
    having the rest."""
    if isinstance(node, Decision):
        return Decision(
            node.name, {k: digits(child, count) for k, child in node.options.items()}, node.payoff
        )
    if not isinstance(node, Chance):
        return node
    *first, last = node.outcomes
    outcomes, left = {}, 1.0
    for label in first:
        p = min(round(node.probabilities[label], count), left)
        left -= p
        outcomes[label] = p, digits(node.outcomes[label][1], count)
    outcomes[last] = left, digits(node.outcomes[last][1], count)
    return Chance(node.name, outcomes, node.payoff)

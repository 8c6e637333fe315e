"""A diagram as a linear program: probabilities of its clusters, and a binary for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_PROGRAM_STATES, WIDEST_TOTALS
from decision_analysis.diagrams.factors import (
    Accumulated,
    Cluster,
    Factor,
    TooLargeError,
    accumulated,
    late_order,
    rooted_junction_tree,
    signed,
    table,
)
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.diagrams.solving._linear import Linear
from decision_analysis.errors import InvalidInputError


@dataclass(frozen=True)
class _Cells:
    """A cluster's possible joint states (cells, variables), columns and probability bounds."""

    variables: tuple[str, ...]
    states: IntArray
    columns: IntArray
    bound: FloatArray


@dataclass(frozen=True)
class _Shared:
    """The distinct states (n, variables) a cluster shares, and which cell has which.

    It shares them with the cluster that it hangs on.
    """

    states: IntArray
    bound: FloatArray
    columns: IntArray
    which: IntArray


@dataclass(frozen=True)
class Options:
    """The binaries of a choice: columns (states, options), for possible known states (n, known)."""

    states: IntArray
    columns: IntArray


class Moments:
    """A diagram as a linear program over the clusters of its rooted junction tree.

    Joint probabilities of a cluster agree with those of the one it hangs on; those of an
    uncertainty are its table times what is shared; those of a choice sum to what is shared and are
    zero unless the option's binary is one (Parmentier and others 2020, section 3). With `totals`,
    the distinct sums of payoffs are uncertainties too.
    """

    def __init__(self, diagram: InfluenceDiagram, sign: float, *, totals: bool) -> None:
        self.diagram = diagram
        self.program = Linear()
        self.options: dict[str, Options] = {}
        self._cells: dict[str, _Cells] = {}
        self._gains: list[tuple[IntArray, FloatArray]] = []
        self.totals = self.sizes = np.zeros(0)
        self.total_columns = self.total_states = np.zeros(0, dtype=np.intp)
        self._constant = 0.0
        # Tables by uncertainty, payoffs by value; with totals an accumulator for the values.
        tables = {name: table(diagram, name) for name in diagram.uncertainties}
        gains = {name: signed(table(diagram, name), sign) for name in diagram.value_nodes}
        chain: list[Accumulated] = accumulated(diagram, gains) if totals else []
        order = [name for name in late_order(diagram) if name not in gains]
        if totals:
            tables |= {link.name: link.follows for link in chain}
            parents = {link.name: link.follows.variables[:-1] for link in chain}
        else:
            parents = {name: gain.variables for name, gain in gains.items()}
        # Values, or links of the accumulator, come right after what they are of.
        order = _inserted(order, parents)
        parents |= {name: diagram.parents(name) for name in order if name not in parents}
        # Clusters from the roots on: each one finds the cells of its parent made.
        for name, cluster in rooted_junction_tree(order, parents).items():
            if name in tables:
                self._chance(cluster, tables[name])
            elif name in gains:
                self._gain(cluster, gains[name])
            else:
                self._choice(cluster)
        if totals:
            last = self._cells[chain[-1].name]
            # Only totals that some policy may come to.
            possible, self.total_states = np.unique(last.states[:, -1], return_inverse=True)
            self.total_columns = last.columns
            self.totals, self.sizes = chain[-1].sums[possible], chain[-1].sizes[possible]
            self._gains.append((self.total_columns, self.totals[self.total_states]))
            self._check_range(np.bincount(self.total_states, last.bound).astype(np.float64))

    def _check_range(self, bound: FloatArray) -> None:
        """Refuse totals that the program cannot weigh together; each has at most such a bound."""
        at_stake = float(bound @ np.abs(self.totals))
        far = int(np.abs(self.totals).argmax())
        if abs(self.totals[far]) > WIDEST_TOTALS * at_stake:
            raise InvalidInputError(
                f"totals under limits must be at most {WIDEST_TOTALS:,} times what is expected to"
                f" change hands, {at_stake:.6g}; got one of {abs(self.totals[far]):.6g} that has at"
                f" most the probability {min(bound[far], 1.0):.3g}"
            )

    def objective(self, known: float = -np.inf) -> tuple[FloatArray, float]:
        """Return the coefficients of the expected payoff, and what is added to it.

        Where a policy is known to be worth so much, no better one comes to a cell where it would
        lose more: what such cells pay is raised to where they still do, so that it does not cost
        the program's precision.
        """
        most = sum(float(payoffs.max()) for _, payoffs in self._gains)
        # the least probability of any cell that a policy comes to
        likely = [table(self.diagram, name).array for name in self.diagram.uncertainties]
        least = float(np.prod([array[array > 0].min() for array in likely]))
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            ratio = 2 * np.float64(max(most + self._constant - known, 0.0)) / least
        room = np.inf if np.isnan(ratio) else float(ratio)
        found, constant = np.zeros(self.program.size), self._constant
        for columns, payoffs in self._gains:
            high = float(payoffs.max())
            counted = np.maximum(payoffs, high - room)
            # what all cells have in common would cost precision, too
            middle = float(counted.min()) / 2 + high / 2
            np.add.at(found, columns, counted - middle)
            constant += middle
        return found, constant

    def _shared(self, cluster: Cluster) -> _Shared | None:
        """Return what a cluster shares with the one it hangs on; None at a root."""
        if cluster.parent is None:
            return None
        above = self._cells[cluster.parent]
        places = [above.variables.index(name) for name in cluster.shared]
        # Cells above that agree in what is shared are one; their probabilities add up.
        states, which = np.unique(above.states[:, places], axis=0, return_inverse=True)
        which = which.reshape(-1)
        bound = np.minimum(1.0, np.bincount(which, above.bound, minlength=len(states)))
        return _Shared(states, bound, above.columns, which)

    def _chance(self, cluster: Cluster, factor: Factor) -> None:
        shared = self._shared(cluster)
        states = np.zeros((1, 0), dtype=np.intp) if shared is None else shared.states
        array = factor.array.reshape(factor.array.shape[: len(factor.variables)])
        place = tuple(states[:, cluster.shared.index(n)] for n in factor.variables[:-1])
        probability = array[place] if place else np.broadcast_to(array, (len(states), len(array)))
        # Only possible cells become variables.
        row, state = np.nonzero(probability > 0)
        likely = probability[row, state]
        bound = likely if shared is None else likely * shared.bound[row]
        cells = self._add(cluster, np.column_stack([states[row], state]), bound)
        n = len(row)
        if shared is None:
            # At a root: mu(x) = p(x).
            self.program.constrain(np.arange(n), cells.columns, 1.0, likely, likely, n)
            return
        # Below: mu(s, x) - p(x | s) mu(s) = 0, with mu(s) the sum over the cells above.
        repeated, columns = _joined(row, shared)
        entry = np.concatenate([np.ones(n), -likely[repeated]])
        rows = np.concatenate([np.arange(n), repeated])
        self.program.constrain(rows, np.concatenate([cells.columns, columns]), entry, 0.0, 0.0, n)

    def _choice(self, cluster: Cluster) -> None:
        shared = self._shared(cluster)
        states = np.zeros((1, 0), dtype=np.intp) if shared is None else shared.states
        n, size = len(states), len(self.diagram.states(cluster.node))
        bound = np.ones(1) if shared is None else shared.bound
        # Every option in every shared state is a cell.
        every = np.column_stack([np.repeat(states, size, axis=0), np.tile(np.arange(size), n)])
        cells = self._add(cluster, every, np.repeat(bound, size))
        places = [cluster.shared.index(name) for name in self.diagram.parents(cluster.node)]
        # A binary for each option in each state of what the choice knows.
        known, which = np.unique(states[:, places], axis=0, return_inverse=True)
        which = which.reshape(-1)
        binaries = self.program.variables(len(known) * size, binary=True).reshape(len(known), size)
        self.options[cluster.node] = Options(known, binaries)
        rows = np.repeat(np.arange(n), size)
        # Over the options cells sum to the probability of what is shared.
        if shared is None:
            self.program.constrain(rows, cells.columns, 1.0, 1.0, 1.0, n)
        else:
            entry = np.concatenate([np.ones(n * size), -np.ones(len(shared.which))])
            both = np.concatenate([rows, shared.which])
            self.program.constrain(
                both, np.concatenate([cells.columns, shared.columns]), entry, 0.0, 0.0, n
            )
        # A cell is zero unless its option is taken: mu <= bound times binary.
        each = np.arange(n * size)
        taken = np.concatenate([cells.columns, binaries[which].reshape(-1)])
        entry = np.concatenate([np.ones(n * size), -np.repeat(bound, size)])
        self.program.constrain(np.concatenate([each, each]), taken, entry, -np.inf, 0.0, n * size)
        # One option is taken in each known state.
        one = np.repeat(np.arange(len(known)), size)
        self.program.constrain(one, binaries.reshape(-1), 1.0, 1.0, 1.0, len(known))

    def _gain(self, cluster: Cluster, gain: Factor) -> None:
        if cluster.parent is None:
            self._constant += float(gain.array.reshape(-1)[0])
            return
        above = self._cells[cluster.parent]
        place = tuple(above.states[:, above.variables.index(name)] for name in gain.variables)
        self._gains.append(
            (above.columns, gain.array.reshape(gain.array.shape[: len(gain.variables)])[place])
        )

    def _add(self, cluster: Cluster, states: IntArray, bound: FloatArray) -> _Cells:
        if self.program.size + len(states) > MOST_PROGRAM_STATES:
            raise TooLargeError(
                f"the mixed-integer program must have at most {MOST_PROGRAM_STATES:,} joint"
                " states; it has"
                f" more from {cluster.node!r} on, where {', '.join(map(repr, cluster.shared))}"
                " matter (method='single_policy_updating' needs none)"
            )
        cells = _Cells(cluster.variables, states, self.program.variables(len(states)), bound)
        self._cells[cluster.node] = cells
        return cells


def _joined(row: IntArray, shared: _Shared) -> tuple[IntArray, IntArray]:
    """Return for each entry of `row`, a shared state, the columns of all cells that have it:
    entries and columns."""
    order = np.argsort(shared.which, kind="stable")
    counts = np.bincount(shared.which, minlength=len(shared.states))
    starts = np.cumsum(counts) - counts
    times = counts[row]
    repeated = np.repeat(np.arange(len(row)), times)
    within = np.arange(len(repeated)) - np.repeat(np.cumsum(times) - times, times)
    return repeated, shared.columns[order[np.repeat(starts[row], times) + within]]


def _inserted(order: Sequence[str], parents: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the order with more names put in, each right after the last of its parents."""
    found = list(order)
    for name, above in parents.items():
        found.insert(max((found.index(n) for n in above), default=-1) + 1, name)
    return found

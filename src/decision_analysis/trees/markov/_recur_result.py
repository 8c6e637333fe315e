"""`RecurrentResult`: what stages that lead to one another are worth, and what to choose."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, float_or_samples, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis._shown import shown
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import Columns
from decision_analysis.errors import UnknownKeyError
from decision_analysis.trees.arrays import ByPath, Path, PathDict, join
from decision_analysis.trees.markov._process import solve
from decision_analysis.trees.markov._stages import Stages
from decision_analysis.trees.nodes import Number

SHOWN = 4


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RecurrentResult(Result):
    """What stages that lead to one another for ever are worth, and what to choose in each.

    Values are in the unit of payoffs.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    stages : Stages
        The stages, laid out in one flat tree.
    start : str
        The stage that `.value` is of.
    stage_values : ndarray of float, shape (..., S)
        What each stage is worth on entering it.
    error_bound : float or ndarray of float, shape (...)
        No value is farther from the true one than this.
    iterations : int
        How many policies were evaluated.
    chosen : ndarray of int, shape (..., decisions)
        Position of the option taken at each decision of the flat tree.
    optimal : ndarray of bool, shape (..., N)
        Whether each node of the flat tree is an option that ties with the best.
    weights : ndarray of float, shape (..., L)
        Discounted probability with which each `Again` is reached from the root of its stage.
    passing : ndarray of bool, shape (..., S)
        Whether each stage is one that ends, is discounted or pays; the others are at rest for ever.
    """

    stages: Stages
    start: str
    stage_values: FloatArray = axes("S")
    error_bound: float | FloatArray = axes("")
    iterations: int
    chosen: IntArray = axes("D")
    optimal: BoolArray = axes("N")
    weights: FloatArray = axes("L")
    passing: BoolArray = axes("S")

    main: ClassVar[str] = "stage_values"

    @property
    def value(self) -> Number:
        """What the stage `start` is worth."""
        return float_or_samples(self.stage_values[..., self.stages.names.index(self.start)])

    @property
    def values(self) -> Mapping[str, Number]:
        """By stage, what it is worth on entering it: a float, or an array (...) of samples."""
        return ReadOnly(
            {
                name: float_or_samples(self.stage_values[..., i])
                for i, name in enumerate(self.stages.names)
            }
        )

    @property
    def policy(self) -> Mapping[str, Mapping[Path, str]]:
        """By stage and path to a decision, the option to take there; for a single sample.

        Paths start at the root of the stage.
        """
        self._single("policy")
        return self._by_stage(
            self._decisions(), lambda node: self._labels(node)[int(self._option(node))]
        )

    @property
    def choices(self) -> Mapping[str, Mapping[Path, Number]]:
        """By stage and path, the position of the option to take, also for a batch."""
        return self._by_stage(self._decisions(), lambda node: _position(self._option(node)))

    @property
    def ties(self) -> Mapping[str, Mapping[Path, tuple[str, ...]]]:
        """By stage and path to a decision, the best options if several; for a single sample."""
        self._single("ties")
        several = [node for node in self._decisions() if len(self._tied(int(node))) > 1]
        return self._by_stage(np.array(several, dtype=np.intp), self._tied)

    @property
    def visits(self) -> Mapping[str, Mapping[str, Number]]:
        """By stage and stage, the discounted entries into the second expected from the first.

        Without a discount this is the fundamental matrix of an absorbing Markov chain; starting
        counts as entering. Stages that go on for ever without a payoff or discount are left out.
        """
        return _Visits(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the values, the policy and the ties as plain data.

        Returns
        -------
        dict
            Lists, dicts, strings and numbers; paths are joined by " > ". Of a batch, the values
            only.
        """
        single = not self.sample_shape
        plain: dict[str, Any] = _render.plain(
            {
                "method": self.method,
                "parameters": self.parameters,
                "references": self.references,
                "start": self.start,
                "value": self.value,
                "values": dict(self.values),
                "error_bound": self.error_bound,
                "iterations": self.iterations,
                "policy": _as_dicts(self.policy) if single else None,
                "ties": _as_dicts(self.ties) if single else None,
            }
        )
        return plain

    def _decisions(self) -> IntArray:
        return self.stages.tree._decisions

    def _option(self, node: int) -> IntArray:
        return np.asarray(self.chosen[..., int(np.searchsorted(self.stages.tree._decisions, node))])

    def _tied(self, node: int) -> tuple[str, ...]:
        children = self.stages.tree._children(node)
        return tuple(
            self.stages.tree._label(child) for child in children if self.optimal[..., child]
        )

    def _labels(self, node: int) -> list[str]:
        return [self.stages.tree._label(child) for child in self.stages.tree._children(node)]

    def _by_stage(
        self, nodes: IntArray, read: Callable[[int], Any]
    ) -> Mapping[str, Mapping[Path, Any]]:
        found: dict[str, dict[Path, Any]] = {name: {} for name in self.stages.names}
        view = ByPath("policy", self.stages.tree, nodes, lambda walk: read(int(walk[-1])))
        for (name, *path), value in view.items():
            found[name][tuple(path)] = value
        return ReadOnly({name: PathDict(options) for name, options in found.items()})

    def _headline(self) -> str:
        options = _render.options({k: v for k, v in self.parameters.items() if v != "max"})
        if self.sample_shape:
            return (
                f"{self.method}: samples {self.sample_shape}, mean value"
                f" {np.mean(self.value):.6g}{options}"
            )
        return (
            f"{self.method}: value {self.value:.6g} from {self.start!r}, to within"
            f" {self.error_bound:.1g}{options}"
        )

    def _columns(self) -> Columns:
        words = np.stack([self._words(stage) for stage in range(len(self.stages.names))], axis=-1)
        return "stage", self.stages.names, {"value": self.stage_values, "policy": words}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        _, names, columns = self._columns()
        cells = (column.tolist() for column in columns.values())
        return ["stage", *columns], [list(row) for row in zip(names, *cells, strict=True)]

    def _words(self, stage: int) -> np.ndarray[Any, Any]:
        """Return in words (...) what the policy does in a stage.

        Each policy of a batch is written once.
        """
        tree, shape = self.stages.tree, self.sample_shape
        rows = np.flatnonzero(self.stages.owner[tree._decisions] == stage)
        if not len(rows):
            return np.full(shape, "", dtype=object)
        every = np.broadcast_to(self.chosen, (*shape, len(tree._decisions)))
        chosen = every[..., rows].reshape(-1, len(rows))
        different, which = np.unique(chosen, axis=0, return_inverse=True)
        nodes = tree._decisions[rows]
        words = np.array(
            [self._policy_words(nodes, options) for options in different], dtype=object
        )
        return words[which.reshape(-1)].reshape(shape)

    def _policy_words(self, nodes: IntArray, options: IntArray) -> str:
        listed = []
        for node, option in zip(nodes[:SHOWN], options, strict=False):
            path, label = self.stages.tree.path(int(node))[1:], self._labels(int(node))[int(option)]
            listed.append(f"{join(path)}: {label}" if path else label)
        more = [f"... {len(nodes) - SHOWN} more"] if len(nodes) > SHOWN else []
        return "; ".join([*listed, *more])


class _Visits(Mapping[str, Mapping[str, Number]]):
    """Rows of the fundamental matrix, each solved for when it is asked for."""

    def __init__(self, result: RecurrentResult) -> None:
        self._result = result
        self._weights = np.moveaxis(result.weights, -1, 0)
        kept = np.asarray(result.passing.reshape(-1, len(result.stages.names)).all(axis=0))
        self._names = tuple(
            name for name, keep in zip(result.stages.names, kept, strict=True) if keep
        )

    def __getitem__(self, name: str) -> Mapping[str, Number]:
        stages = self._result.stages
        if name not in self._names:
            raise UnknownKeyError(
                f"visits: must be one of the stages {list(self._names)}; got {shown(name)}"
            )
        # the row e (I - M)^-1 of the fundamental matrix, for e the stage
        start = np.zeros((len(stages.names), *self._weights.shape[1:]))
        start[stages.names.index(name)] = 1.0
        found = solve(stages, self._weights, start, transposed=True)
        return ReadOnly(
            {other: float_or_samples(found[stages.names.index(other)]) for other in self._names}
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        rows = {name: dict(self[name]) for name in itertools.islice(self, SHOWN)}
        return f"{repr(rows)[:-1]}{', ...' if len(self) > SHOWN else ''}}}"


def _as_dicts(by_stage: Mapping[str, Mapping[Path, Any]]) -> dict[str, dict[Path, Any]]:
    return {name: dict(by_path) for name, by_path in by_stage.items()}


def _position(option: IntArray) -> Any:
    return int(option) if option.ndim == 0 else read_only(option)

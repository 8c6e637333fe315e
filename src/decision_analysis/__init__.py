"""Decision trees, beliefs and multi-criteria methods that meet in one labelled table, with uncertainty as an axis."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from decision_analysis import core, errors
from decision_analysis.core import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Relation,
    Result,
    Scores,
    Sorting,
    WeightsResult,
)

if TYPE_CHECKING:
    from decision_analysis import (
        beliefs,
        catalog,
        diagrams,
        export,
        group,
        io,
        mcda,
        plot,
        ranking,
        robustness,
        sensitivity,
        study,
        testing,
        trees,
        uncertainty,
        utility,
        value,
        voi,
        weights,
    )

__version__ = "0.1.0"

__all__ = [
    "Criterion",
    "DecisionTable",
    "Parameter",
    "Parameters",
    "Relation",
    "Result",
    "Scores",
    "Sorting",
    "WeightsResult",
    "beliefs",
    "catalog",
    "core",
    "diagrams",
    "errors",
    "export",
    "group",
    "io",
    "mcda",
    "plot",
    "ranking",
    "robustness",
    "sensitivity",
    "study",
    "testing",
    "trees",
    "uncertainty",
    "utility",
    "value",
    "voi",
    "weights",
]


def __getattr__(name: str) -> ModuleType:
    """Load a package on first use, so that the import costs little more than numpy's."""
    if name in __all__:
        return importlib.import_module(f"decision_analysis.{name}")
    raise AttributeError(f"module 'decision_analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

"""Decision trees, beliefs and multi-criteria methods in one labelled table with uncertainty."""

from __future__ import annotations

import importlib

from decision_analysis._version import __version__ as __version__

TYPE_CHECKING = False  # without `typing`, which takes longer than all else here
if TYPE_CHECKING:
    from typing import Any

    from decision_analysis import (
        beliefs,
        catalog,
        core,
        diagrams,
        errors,
        evidence,
        export,
        group,
        io,
        mcda,
        plot,
        ranking,
        report,
        robustness,
        sensitivity,
        study,
        testing,
        timing,
        trees,
        uncertainty,
        utility,
        value,
        voi,
        weights,
    )
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
    "evidence",
    "export",
    "group",
    "io",
    "mcda",
    "plot",
    "ranking",
    "report",
    "robustness",
    "sensitivity",
    "study",
    "testing",
    "timing",
    "trees",
    "uncertainty",
    "utility",
    "value",
    "voi",
    "weights",
]


def __getattr__(name: str) -> Any:
    """Load a package on first use: the import is free, and a command can be stopped at once."""
    if name in __all__:
        if name.islower():
            return importlib.import_module(f"decision_analysis.{name}")
        # a class, of which there are few and all from one package
        globals()[name] = found = getattr(importlib.import_module("decision_analysis.core"), name)
        return found
    raise AttributeError(f"decision_analysis has no {name!r}{_hint(name)}")


def _hint(name: str) -> str:
    """Say where a name stands, or which may be meant; names that Python asks for are skipped."""
    if name.startswith("_"):
        return ""
    from decision_analysis._checks import nearest

    places = {public: [f"decision_analysis.{public}"] for public in __all__}
    for package in filter(str.islower, __all__):
        for public in importlib.import_module(f"decision_analysis.{package}").__all__:
            if public not in __all__:
                places.setdefault(public, []).append(f"decision_analysis.{package}.{public}")
    if name in places:
        return f"; it is {' or '.join(places[name])}"
    meant = nearest(name, places) or nearest(name.lower(), places)
    return f" (did you mean {' or '.join(places[meant])}?)" if meant else ""


def __dir__() -> list[str]:
    return sorted(__all__)

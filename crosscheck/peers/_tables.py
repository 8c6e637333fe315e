"""Our tables as the performance tables of mcda."""

from __future__ import annotations

from typing import Any


def mcda_table(table: Any, like: Any = None) -> Any:
    """Return a table as this peer's performance table, on the scales of another one if given."""
    from mcda.matrices import PerformanceTable
    from mcda.scales import PreferenceDirection, QuantitativeScale

    ends = {"max": PreferenceDirection.MAX, "min": PreferenceDirection.MIN}
    of_scales = table if like is None else like
    low, high = float(of_scales.values.min()) - 1000, float(of_scales.values.max()) + 1000
    scales = {
        c.name: QuantitativeScale(low, high, preference_direction=ends[c.goal])
        for c in table.criteria
    }
    return PerformanceTable(
        table.values.tolist(),
        scales=scales,
        alternatives=list(table.alternatives),
        criteria=list(table.criterion_names),
    )

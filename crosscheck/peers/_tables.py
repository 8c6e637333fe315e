"""Our tables as the performance tables of mcda."""

from __future__ import annotations

from typing import Any


def mcda_table(table: Any) -> Any:
    """Return a table as this peer's performance table."""
    from mcda.matrices import PerformanceTable
    from mcda.scales import PreferenceDirection, QuantitativeScale

    ends = {"max": PreferenceDirection.MAX, "min": PreferenceDirection.MIN}
    low, high = float(table.values.min()) - 1000, float(table.values.max()) + 1000
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

"""Studies of the first format, as those of the second."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def of_format_1(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return a document of format 2, and the key of the block in which its table stands.

    In format 1, which names its table `judgements`, the scale is 0 to 100 points unless it says
    otherwise.
    """
    if data.get("format", 2) == 2 and "judgements" not in data:
        return data, "table"
    table = {"table": data["judgements"]} if "judgements" in data else {}
    scale = {"scale": {"worst": 0, "best": 100, "unit": "points"}}
    return {**scale, **table, **{k: v for k, v in data.items() if k != "judgements"}}, "judgements"

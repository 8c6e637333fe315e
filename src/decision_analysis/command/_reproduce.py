"""`reproduce`: published cases computed again, and whether each figure came out."""

from __future__ import annotations

import warnings

import decision_analysis as da
from decision_analysis import _checks, _render
from decision_analysis._named import named


@named("reproduce")
def reproduce(name: str | None) -> int:
    """Compute one case, or all; return the exit status: 0 where all figures came out, else 2."""
    names = da.catalog.names()
    if name is not None:
        names = (_checks.known("case", name, list(names)),)
    rows, failed = [], 0
    for each in names:
        with warnings.catch_warnings():
            # a case says itself which warnings its data rightly give
            warnings.simplefilter("ignore")
            case = da.catalog.load(each)
            missed = case.check()
        failed += bool(missed)
        rows.append([each, case.method, case.origin, "; ".join(missed) or "reproduced"])
    print(_render.text_table(["case", "method", "figures are", ""], rows, indent=0))
    if name is not None:
        print(f"\n{case.source}")
    return 2 if failed else 0

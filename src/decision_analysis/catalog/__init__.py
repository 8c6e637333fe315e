"""Published problems with figures to reproduce, in cases that run and check themselves.

`names()` lists them and `load(name)` gives one.
"""

from decision_analysis.catalog._case import Case
from decision_analysis.catalog._figure import Figure
from decision_analysis.catalog._load import load
from decision_analysis.catalog._names import names

__all__ = ["Case", "Figure", "load", "names"]

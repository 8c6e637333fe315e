"""Published problems with figures to be reproduced: `names()`, `load(name)`, and a case that runs and checks itself."""

from decision_analysis.catalog._case import Case
from decision_analysis.catalog._files import load, names

__all__ = ["Case", "load", "names"]

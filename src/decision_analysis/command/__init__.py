"""The commands of the command line, one file each."""

from decision_analysis.command._check import check
from decision_analysis.command._diff import diff
from decision_analysis.command._guarded import guarded
from decision_analysis.command._methods import cite, methods
from decision_analysis.command._new import KINDS, new
from decision_analysis.command._reproduce import reproduce
from decision_analysis.command._reproduced import Reproduction, reproduced
from decision_analysis.command._run import run
from decision_analysis.command._schema import schema

__all__ = [
    "KINDS",
    "Reproduction",
    "check",
    "cite",
    "diff",
    "guarded",
    "methods",
    "new",
    "reproduce",
    "reproduced",
    "run",
    "schema",
]

"""Study files: from a document to a `Study`, with the place of every fault."""

from decision_analysis.study.reading._bare import bare
from decision_analysis.study.reading._notes import Locate
from decision_analysis.study.reading._study_of_data import study_of_data

__all__ = ["Locate", "bare", "study_of_data"]

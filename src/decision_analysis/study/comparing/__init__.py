"""What differs between two studies, and what that did."""

from decision_analysis.study.comparing._changes import Change, Ground
from decision_analysis.study.comparing._diff_of_tables import diff_of_tables
from decision_analysis.study.comparing._diff_of_trees import diff_of_trees
from decision_analysis.study.comparing._study_diff import StudyDiff

__all__ = ["Change", "Ground", "StudyDiff", "diff_of_tables", "diff_of_trees"]

"""Files of a run: their names, tables and pictures, the folder into which all or none go."""

from decision_analysis.study.writing._folder import checked_folder, write_together
from decision_analysis.study.writing._pictures import NAMES, Drawings, drawing, drawn
from decision_analysis.study.writing._tables import csv_files

__all__ = [
    "NAMES",
    "Drawings",
    "checked_folder",
    "csv_files",
    "drawing",
    "drawn",
    "write_together",
]

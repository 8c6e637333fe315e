"""Files of a run: their names, their pictures, the folder into which all or none are written."""

from decision_analysis.study.writing._folder import checked_folder, write_together
from decision_analysis.study.writing._pictures import NAMES, Drawings, drawing, drawn, gallery

__all__ = ["NAMES", "Drawings", "checked_folder", "drawing", "drawn", "gallery", "write_together"]

"""Tables of cells: CSV and Excel."""

from decision_analysis.io.tables._cells_of_file import cells_of_file
from decision_analysis.io.tables._load_table import TABLE_ENDINGS, load_table
from decision_analysis.io.tables._save_cells import CELL_ENDINGS, cells_bytes

__all__ = ["CELL_ENDINGS", "TABLE_ENDINGS", "cells_bytes", "cells_of_file", "load_table"]

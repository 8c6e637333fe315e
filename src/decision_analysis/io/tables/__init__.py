"""Tables of cells: CSV and Excel."""

from decision_analysis.io.tables._load_table import TABLE_ENDINGS, load_table
from decision_analysis.io.tables._save_cells import CELL_ENDINGS, cells_bytes

__all__ = ["CELL_ENDINGS", "TABLE_ENDINGS", "cells_bytes", "load_table"]

"""Tables of cells: CSV and Excel."""

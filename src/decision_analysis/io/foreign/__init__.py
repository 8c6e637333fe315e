"""Files of other programs: trees, diagrams and their formulas."""

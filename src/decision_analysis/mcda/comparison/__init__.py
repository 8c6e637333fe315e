"""What several methods make of one table, and why one alternative stands before another."""

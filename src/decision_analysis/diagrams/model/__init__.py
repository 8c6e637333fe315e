"""The diagram as users write it: nodes, tables, checks."""

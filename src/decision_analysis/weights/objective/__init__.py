"""Weights from the data of a table."""

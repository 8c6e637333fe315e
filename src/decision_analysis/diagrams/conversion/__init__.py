"""Diagrams from and to plain data and trees."""

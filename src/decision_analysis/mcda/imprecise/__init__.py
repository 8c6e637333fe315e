"""Imprecise performances: intervals, and triangular and trapezoidal fuzzy numbers."""

"""Backward induction: preferences, the pass over the levels, and its result."""

"""Backward induction: preferences, the pass over the levels, policies and the result."""

"""Strategies: listed, tabulated, profiled, scored by decision rules, or only the efficient ones."""

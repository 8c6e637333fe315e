"""Elementary methods: dominance, limits, orders of criteria or alternatives, cost per effect."""

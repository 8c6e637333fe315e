"""Ratio-scale methods: performances divided by one of their column, weighted and added up."""

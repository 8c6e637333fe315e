"""`Solution`: what a solved diagram answers."""

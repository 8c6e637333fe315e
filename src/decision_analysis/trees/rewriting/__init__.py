"""Trees from plain data and from distributions, and one tree made of another."""

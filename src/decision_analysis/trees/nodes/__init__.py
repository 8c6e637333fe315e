"""A tree as users write it, as plain data, and what makes one tree of another."""

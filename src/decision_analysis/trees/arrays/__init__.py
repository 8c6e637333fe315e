"""A tree as arrays, level by level, written out or with shared nodes standing once."""

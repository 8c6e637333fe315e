"""Policies of a diagram: by elimination, by updating one choice at a time, by a program."""

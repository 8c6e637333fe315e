"""What it is worth to know a node of a diagram, or to control it."""

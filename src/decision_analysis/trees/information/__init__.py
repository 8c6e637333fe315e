"""What it is worth to know an uncertainty, to hear a signal of it, or to control it."""

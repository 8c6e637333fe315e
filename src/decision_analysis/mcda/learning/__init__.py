"""Models learned from holistic judgements."""

"""Weights from people's judgements."""

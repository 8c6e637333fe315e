"""Weights from people's judgments."""

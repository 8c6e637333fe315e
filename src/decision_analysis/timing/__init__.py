"""Timing: whether to decide now or to wait, and when to stop."""

__all__: list[str] = []

"""How many samples a study draws, and may draw: each gives every alternative a score."""

from __future__ import annotations

from decision_analysis._limits import MOST_SAMPLED_SCORES

SAMPLES = 10_000
"""Samples of a study that does not say how many, unless they are too many."""


def usual_samples(n_alternatives: int) -> int:
    """Return how many samples are drawn where nobody says how many."""
    return min(SAMPLES, _most(n_alternatives))


def too_many_samples(samples: int, n_alternatives: int) -> str:
    """Say that there are more samples than may be, and how many may be; nothing otherwise."""
    most = _most(n_alternatives)
    if samples <= most:
        return ""
    return (
        f"{samples:,} samples of {n_alternatives:,} alternatives must not be more than"
        f" {MOST_SAMPLED_SCORES:,} scores: at most {most:,} samples"
    )


def _most(n_alternatives: int) -> int:
    return MOST_SAMPLED_SCORES // max(n_alternatives, 1)

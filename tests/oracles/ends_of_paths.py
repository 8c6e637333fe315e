"""Statistics and scores from the list of all ends of paths, (total, probability), one by one."""

import numpy as np


def worst_share_mean(ends, level, *, lowest):
    """Return the mean of the worst share of a distribution, step by step."""
    left, found = level, 0.0
    for x, p in sorted(ends, key=lambda end: end[0] if lowest else -end[0]):
        take = min(p, left)
        found += take * x
        left -= take
    return found / (level - left)


def scores_of(ends, profile, sign, rule):
    """Return what each rule makes of the (total, probability) of all ends; tails are read
    from the profile."""
    x, p = np.array(ends).T
    mean = (x * p).sum()
    worst, best = sign * (sign * x[p > 0]).min(), sign * (sign * x[p > 0]).max()
    expected = float((p * rule(sign * x)).sum())
    return {
        "expected_value": mean,
        "maximin": worst,
        "maximax": best,
        ("hurwicz", 0.3): 0.3 * best + 0.7 * worst,
        ("mean_variance", 0.7): mean - sign * 0.7 * (p * (x - mean) ** 2).sum(),
        ("cvar", 0.2): profile.cvar(0.2),
        ("quantile", 0.35): profile.quantile(0.35),
        ("probability_above", 0.3): p[x > 0.3].sum(),
        ("probability_below", 0.3): p[x < 0.3].sum(),
        "expected_utility": expected,
        "certainty_equivalent": sign * float(rule.inverse(expected)),
    }

"""What the standard error of `evppi` is made of, on samples where each part is known."""

import numpy as np
import pytest

from decision_analysis.voi import evppi
from decision_analysis.voi._folds import Fit
from decision_analysis.voi._policy import gain_of_knowing


def test_few_events_widen_the_error():
    """Ten catastrophes of 50 in 2,000 samples, seen by all fits: Wilson's interval reaches 1.36
    times as far."""
    x = np.zeros(2000)
    x[::200] = 1
    values = np.stack([np.where(x == 1, -50.0, 1.0), np.zeros(2000)], axis=1)
    result = evppi(values, {"x": x}, "x")
    gain = 50 * x
    plain, share = gain.std(ddof=1) / np.sqrt(2000), 0.005
    skewness = (1 - 2 * share) / np.sqrt(2000 * share * (1 - share))
    assert result.value == pytest.approx(0.25)
    assert result.standard_error == pytest.approx(
        plain * (np.sqrt(1 + skewness**2) + skewness), rel=1e-9
    )
    assert result.standard_error == pytest.approx(1.36 * plain, rel=0.01)


@pytest.mark.parametrize(("exact", "value", "doubt"), [(False, 0.5, 0.5), (True, 1.0, 1.0)])
def test_what_the_fit_has_seen_is_in_doubt(monkeypatch, exact, value, doubt):
    """A fit that finds a gain of 1 everywhere, of which fits to the other folds know nothing."""
    seen, unseen = np.ones((100, 1)), -np.ones((100, 1))
    answer = Fit(seen, unseen, np.arange(100)), "made up", exact
    monkeypatch.setattr(
        "decision_analysis.voi._policy.conditional_means", lambda x, y, dealt, order: answer
    )
    gains = np.stack([np.zeros(100), np.ones(100)], axis=1)
    monkeypatch.setattr(
        "decision_analysis.voi._policy._best_of_others", lambda gains, dealt: np.zeros(5, dtype=int)
    )
    gain = gain_of_knowing(np.arange(100.0)[:, None], gains, 0, 1)
    assert (gain.value, gain.standard_error) == (value, doubt)

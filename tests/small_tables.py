"""Small tables for tests of methods, and what every method's own test asks of a batch."""

import numpy as np

from decision_analysis import Criterion, DecisionTable


def table(values, goals=None):
    """Return a table of criteria c0, c1, ... and alternatives a0, a1, ..."""
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


def assert_batch_is_a_loop(method):
    """Compare a batch of weights, of tables, of both and of all pairs, steps too, with single
    calls."""
    rng = np.random.default_rng(8)
    for shape, lead in [((), (5,)), ((5,), ()), ((5,), (5,)), ((4, 1), (3,))]:
        values = rng.integers(1, 9, (*shape, 5, 3)).astype(float)
        batch = table(values, ["max", "min", "max"])
        weights = rng.dirichlet(np.ones(3), lead)
        whole, kept = method(batch, weights), method(batch, weights, steps=True)
        assert whole.steps() == {}
        for index in np.ndindex(*whole.sample_shape):
            one = np.broadcast_to(values, (*whole.sample_shape, 5, 3))[index]
            own = np.broadcast_to(weights, (*whole.sample_shape, 3))[index]
            alone = method(batch.with_values(one), own)
            np.testing.assert_allclose(whole.scores[index], alone.scores, rtol=0, atol=1e-12)
            for name, step in alone.steps().items():
                found = getattr(kept.at(index), name)
                np.testing.assert_allclose(found, step, rtol=0, atol=1e-12, err_msg=name)

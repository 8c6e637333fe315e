"""The power stations of Brans, Vincke and Mareschal (1986), and random problems."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda


@pytest.fixture
def stations():
    criteria = [
        Criterion("manpower", "min"),
        Criterion("power"),
        Criterion("cost", "min"),
        Criterion("maintenance", "min"),
        Criterion("villages", "min"),
        Criterion("security"),
    ]
    rows = {
        "Italy": [80, 90, 600, 54, 8, 5],
        "Belgium": [65, 58, 200, 97, 1, 1],
        "Germany": [83, 60, 400, 72, 4, 7],
        "Sweden": [40, 80, 1000, 75, 7, 10],
        "Austria": [52, 72, 600, 20, 3, 8],
        "France": [94, 96, 700, 36, 5, 6],
    }
    return DecisionTable.from_rows(rows, criteria)


@pytest.fixture
def functions():
    # Types IV and V of the paper give the upper threshold as an increment: (10, 50) and (50, 450).
    p = mcda.preference
    return {
        "manpower": p.u_shape(10),
        "power": p.v_shape(30),
        "cost": p.linear(50, 500),
        "maintenance": p.level(10, 60),
        "villages": p.usual(),
        "security": p.gaussian(5),
    }


@pytest.fixture
def samples(stations):
    """Tables (4, 1), weights (3) of the stations, paired to (4, 3)."""
    rng = np.random.default_rng(1)
    tables = stations.with_values(stations.values * rng.uniform(0.8, 1.2, (4, 1, 6, 6)))
    return tables, rng.dirichlet(np.ones(6), 3)

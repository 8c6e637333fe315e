"""Brennan, Kharroubi, O'Hagan and Chilcott's (2007) case of two drugs and 19 normal parameters.

Strong, Oakley and Brennan (2014) use it too. The inputs are those of the papers' table as
remembered; with them all four figures of the papers come out.
"""

import numpy as np
import pytest
from scipy import stats

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters
from decision_analysis.voi import evpi, evpi_curve, evppi

# Of the drug, share of admissions, days in hospital, cost of a day (both drugs); share of
# responders, what their utility gains, years of it; share with side effects, utility, years
MEAN = [1000, 0.1, 5.2, 400, 0.7, 0.3, 3, 0.25, -0.1, 0.5]
MEAN += [1500, 0.08, 6.1, 0.8, 0.3, 3, 0.2, -0.1, 0.5]
SD = [1, 0.02, 1, 200, 0.1, 0.1, 0.5, 0.1, 0.02, 0.2]
SD += [1, 0.02, 1, 0.1, 0.05, 1, 0.05, 0.02, 0.2]
TOGETHER = (5, 7, 14, 16)  # correlated by .6
PRINTED = {"5 14": 248.2, "7 16": 537.3, "5 6 14 15": 840.7}


def drawn(rows, seed):
    """Return samples of theta 1 to 19 by name, of 16 scramblings."""
    names = [str(i + 1) for i in range(19)]
    normal = Parameters([Parameter(name, 0, stats.norm()) for name in names])
    z = np.stack(list(normal.sample(rows, rng=seed, scramblings=16).values()), axis=1)
    correlation = np.eye(19)
    for i in TOGETHER:
        for j in TOGETHER:
            correlation[i - 1, j - 1] = 1 if i == j else 0.6
    theta = MEAN + SD * (z @ np.linalg.cholesky(correlation).T)
    return {name: theta[:, i].copy() for i, name in enumerate(names)}


def table(samples):
    t = {int(name): values for name, values in samples.items()}
    costs = [t[1] + t[2] * t[3] * t[4], t[11] + t[12] * t[13] * t[4]]
    years = [
        t[5] * t[6] * t[7] + t[8] * t[9] * t[10],
        t[14] * t[15] * t[16] + t[17] * t[18] * t[19],
    ]
    values = np.stack([np.stack(costs, axis=1), np.stack(years, axis=1)], axis=-1)
    return DecisionTable(values, [Criterion("cost", "min"), Criterion("QALYs")], ["T0", "T1"])


def net_benefit(samples):
    both = table(samples).values
    return 10_000 * both[..., 1] - both[..., 0]


def test_everything_known():
    """1047.5; Student's t with 15 degrees of freedom is beyond 4.5 with probability below 5e-4."""
    result = evpi(net_benefit(drawn(2**17, 1)), scramblings=16)
    assert abs(result.value - 1047.5) < 4.5 * result.standard_error
    assert result.standard_error < 2


@pytest.mark.parametrize(
    ("group", "rows"), [("5 14", 2**15), ("7 16", 2**15), ("5 6 14 15", 2**12)]
)
def test_groups(group, rows):
    """As above, with an error of less than 2.5% for the pairs."""
    samples = drawn(rows, 2)
    result = evppi(net_benefit(samples), samples, group.split(), scramblings=16)
    assert abs(result.value - PRINTED[group]) < 4.5 * result.standard_error
    assert result.standard_error < (0.025 if rows > 2**12 else 0.05) * PRINTED[group]


def test_the_curve_passes_through_the_figure():
    samples = drawn(2**13, 3)
    curve = evpi_curve(
        table(samples), [4000, 10_000, 20_000], cost="cost", effect="QALYs", scramblings=16
    )
    assert abs(curve.evpi[1] - 1047.5) < 4.5 * curve.evpi_standard_error[1]
    assert curve.best == ("T0", "T1", "T1")

"""Which supplier of castings: PROMETHEE II, PROMETHEE I, and the GAIA plane.

Run with: python examples/supplier/supplier.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib
import numpy as np

import decision_analysis as da
from decision_analysis.mcda import preference

suppliers = da.DecisionTable.from_rows(
    {
        "Alder": [9.40, 320, 12, 96, 4.1, 7],
        "Birch": [8.10, 900, 21, 88, 5.6, 5],
        "Cedar": [8.70, 450, 16, 94, 4.8, 6],
        "Dogwood": [7.60, 1400, 35, 81, 7.9, 8],
        "Elm": [9.10, 280, 28, 97, 3.2, 4],
        "Fir": [8.90, 520, 9, 91, 6.4, 8],
    },
    [
        da.Criterion("price", "min", unit="EUR a piece"),
        da.Criterion("defects", "min", unit="of a million"),
        da.Criterion("lead time", "min", unit="days"),
        da.Criterion("on time", unit="%"),
        da.Criterion("carbon", "min", unit="kg CO2 a piece"),
        da.Criterion("solvency", unit="points of 10"),
    ],
)
weights = {
    "price": 30, "defects": 25, "lead time": 15, "on time": 15, "carbon": 10, "solvency": 5
}  # fmt: skip
preferred = {
    "price": preference.linear(0.10, 0.80),  # 10 cents do not count, 80 count in full
    "defects": preference.v_shape(400),
    "lead time": preference.linear(2, 10),
    "on time": preference.linear(1, 6),
    "carbon": preference.gaussian(1.5),
    "solvency": preference.level(0.5, 2.5),  # 1 or 2 points count half
}


def flows(table, weights):
    """Rank by the preference functions above."""
    return da.mcda.promethee_ii(table, weights, preference=preferred)


net = flows(suppliers, weights)
print("1. Flows      positive  negative   net")
for name in net.order:
    row = suppliers.alternatives.index(name)
    print(f"   {name:10} {net.positive[row]:8.3f}  {net.negative[row]:8.3f} {net[name]:+.3f}")

partial = da.mcda.promethee_i(suppliers, weights, preference=preferred).matrix
names = suppliers.alternatives
unlike = [
    (a, b)
    for i, a in enumerate(names)
    for j, b in enumerate(names[:i])
    if not partial[i, j] and not partial[j, i]
]
print("\n2. Incomparable by PROMETHEE I:", ", ".join(f"{b} and {a}" for a, b in unlike) or "none")

moved = da.sensitivity.weight_intervals(suppliers, flows, weights)
print(f"\n3. Weights, moved one at a time, between which {moved.best} stays the best")
for row, name in enumerate(moved.criteria):
    low, high = moved.best_interval[row]
    below, above = moved.best_below[row] or "-", moved.best_above[row] or "-"
    print(f"   {name:10} {moved.weights[row]:.2f}: {below:5} < {low:.2f} to {high:.2f} < {above}")

strict = da.mcda.promethee_ii(suppliers, weights, preference=preference.usual())
print("\n4. If every difference counts in full:", " ".join(strict.order))
summed = da.mcda.weighted_sum(suppliers, weights, normalization="minmax")
print("   By a weighted sum:               ", " ".join(summed.order))
scarce = suppliers.select(alternatives=[n for n in names if n != "Dogwood"])
print("   Without Dogwood:                 ", " ".join(flows(scarce, weights).order))

plane = da.mcda.gaia(suppliers, weights, preference=preferred)
length = float(np.hypot(*plane.pi))
print(f"\n5. The GAIA plane shows {plane.delta:.0%} of the variance")
print(f"   but only {length:.2f} of the decision axis, which has length 1")
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "supplier"}):
    ax = da.plot.gaia(plane, title=f"Six suppliers: {plane.delta:.0%} of what tells them apart")
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "net flows": net.as_dict(),
    "incomparable": [f"{b} and {a}" for a, b in unlike],
    "best between": dict(zip(moved.criteria, moved.best_interval.tolist(), strict=True)),
    "best if every difference counts": strict.order,
    "order by a weighted sum": summed.order,
    "share of the plane": float(plane.delta),
    "length of the decision axis": length,
}

"""Which fighter to buy: four aircraft by simple additive weighting, and what the choice rests on.

Run with: python examples/fighter/fighter.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib

import decision_analysis as da

criteria = [
    da.Criterion("speed", unit="Mach"),
    da.Criterion("range", unit="nautical miles"),
    da.Criterion("payload", unit="pounds"),
    da.Criterion("cost", "min", unit="million dollars"),
    "reliability",
    "maneuverability",
]


def rated(values):
    """Return the four aircraft, A3 with a given rating of its reliability: 7 in the source."""
    rows = {
        "A1": [2.0, 1500, 20000, 5.5, 5, 9],
        "A2": [2.5, 2700, 18000, 6.5, 3, 5],
        "A3": [1.8, 2000, 21000, 4.5, values["rating"], 7],
        "A4": [2.2, 1800, 20000, 5.0, 5, 5],
    }
    return da.DecisionTable.from_rows(rows, criteria)


aircraft = rated({"rating": 7})
weights = dict(zip(aircraft.criterion_names, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3], strict=True))

saw = da.mcda.weighted_sum(aircraft, weights)
print("1. Simple additive weighting")
for name in saw.order:
    print(f"   {name} {saw[name]:.3f}")

parts = dict(zip(saw.alternatives, saw.weighted, strict=True))
print("\n2. Where the lead of A3 over A1 comes from")
for name, lead in zip(weights, parts["A3"] - parts["A1"], strict=True):
    print(f"   {name:15} {lead:+.3f}")

moved = da.sensitivity.weight_intervals(aircraft, da.mcda.weighted_sum, weights)
between = {name: tuple(ends) for name, ends in zip(weights, moved.best_interval, strict=True)}
print("\n3. Weights, moved one at a time, between which A3 stays the best")
for name, (low, high) in between.items():
    print(f"   {name:15} {weights[name]:.2f}: {low:.2f} to {high:.2f}")


def score(table):
    """Score by the same weights."""
    return da.mcda.weighted_sum(table, weights).scores


rating = da.Parameters([da.Parameter("rating", 7, low=5, high=9)])
turn = da.sensitivity.threshold(rated, rating, "rating", between=(5, 9), score=score)
print(f"\n4. A3 is rated 7 of 9 for reliability; A1 is the best below {turn.values[0]:.2f}")

methods = {
    "SAW": da.mcda.weighted_sum,
    "weighted product": da.mcda.weighted_product,
    "TOPSIS": da.mcda.topsis,
    "VIKOR": da.mcda.vikor,
    "permutation": da.mcda.permutation,
}
entropy = da.weights.entropy(aircraft)
orders = {name: method(aircraft, weights).order for name, method in methods.items()}
informed = {name: method(aircraft, entropy).order for name, method in methods.items()}
print("\n5. Other methods           with these weights    with entropy weights")
for name in methods:
    print(f"   {name:23} {' '.join(orders[name]):21} {' '.join(informed[name])}")

groups = {
    "speed, range and payload": ["speed", "range", "payload"],
    "cost and reliability": ["cost", "reliability"],
    "maneuverability": ["maneuverability"],
}
regions = da.sensitivity.weight_regions(
    aircraft, da.mcda.weighted_sum, weights, groups=groups, n_points=27
)
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "fighter"}):
    ax = da.plot.weight_regions(regions, title="Which fighter is the best, by simple weighting")
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "scores": saw.as_dict(),
    "entropy weights": entropy.as_dict(),
    "best permutation": orders["permutation"],
    "orders": orders,
    "orders with entropy weights": informed,
    "best between": between,
    "rating that turns it": float(turn.values[0]),
}

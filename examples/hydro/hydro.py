"""Which hydropower system: six on the river Drina, with weights that are known by order only.

Run with: python examples/hydro/hydro.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib

import decision_analysis as da

systems = da.DecisionTable.from_rows(
    {
        "A1": [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        "A2": [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        "A3": [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        "A4": [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        "A5": [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        "A6": [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    },
    [
        da.Criterion("profit", unit="million dinars"),
        da.Criterion("cost", "min", unit="million dinars"),
        da.Criterion("energy", unit="GWh a year"),
        da.Criterion("peak energy", unit="GWh a year"),
        da.Criterion("homes", "min"),
        da.Criterion("area", "min"),
        da.Criterion("villages", "min"),
        "environment",
    ],
)
published = {
    "economy twice": [2, 2, 2, 2, 1, 1, 1, 1],
    "people twice": [1, 1, 1, 1, 2, 2, 2, 2],
    "people 3.2 times": [1, 1, 1, 1, 3.2, 3.2, 3.2, 3.2],
}
space = da.uncertainty.WeightSpace(systems.criterion_names)
economy = "profit > cost > energy > peak energy"
people = "homes > villages > environment > area"
orders = {
    "any weights": space,
    "two orders": space.order(economy).order(people),
    "economy first": space.order(f"{economy} > {people}"),
    "people first": space.order(f"{people} > {economy}"),
}


def value(table, weights):
    """Add up weighted performances, 0 the worst of the six and 1 the best."""
    return da.mcda.weighted_sum(table, weights, normalization="minmax")


print("1. Weights of the paper  by VIKOR            by a weighted sum")
vikor = {label: da.mcda.vikor(systems, weights) for label, weights in published.items()}
for label, weights in published.items():
    print(
        f"   {label:20} {' '.join(vikor[label].order)}   {' '.join(value(systems, weights).order)}"
    )


def shares(method, what):
    """Print and return how often each is the best by a method, for each set of weights."""
    print(f"   {what:15}", "".join(f"{name:>6}" for name in systems.alternatives))
    found = {}
    for label, weights in orders.items():
        found[label] = da.uncertainty.smaa(systems, method, weights=weights, rng=2007)
        best = found[label].rank_acceptability[:, 0]
        print(f"   {label:15}", "".join(f"{share:6.0%}" for share in best))
    return found


print("\n2. With which share of the weights each is the best")
views = shares(value, "weighted sum")
compromises = shares(da.mcda.vikor, "VIKOR")

anybody = views["any weights"]
central = dict(zip(systems.alternatives, anybody.central_weights.round(2), strict=True))
print("\n3. For whom each is the best: the mean of the weights that make it so")
print("                 A3    A4    A5    A6")
for row, name in enumerate(systems.criterion_names):
    print(f"   {name:11}", "".join(f"{central[a][row]:6.2f}" for a in ("A3", "A4", "A5", "A6")))
last = anybody.rank_acceptability[:, 3:].sum(axis=1)
print(f"\n4. A5 is in the worse half with {last[4]:.0%} of all weights, A3 with {last[2]:.0%}")

picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "hydro"}):
    ax = da.plot.stakeholders(views, title="How often each system is the best by a weighted sum")
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "VIKOR of the paper": {label: result.as_dict() for label, result in vikor.items()},
    "orders by a weighted sum": {label: value(systems, w).order for label, w in published.items()},
    "shares": {label: smaa.rank_acceptability[:, 0].tolist() for label, smaa in views.items()},
    "shares by VIKOR": {
        label: smaa.rank_acceptability[:, 0].tolist() for label, smaa in compromises.items()
    },
    "central weights of A4": central["A4"].tolist(),
}

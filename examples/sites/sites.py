"""Which sites for a waste plant are acceptable: ELECTRE TRI, and MR-Sort of the same sites.

Run with: python examples/sites/sites.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib

import decision_analysis as da

CATEGORIES = ("reject", "discuss", "accept")
criteria = [
    da.Criterion("price", "min"),
    da.Criterion("transport", "min"),
    "environment",
    "residents",
    "competition",
]
sites = da.DecisionTable.from_rows(
    {
        "a1": [120, 284, 5, 3.5, 18],
        "a2": [150, 269, 2, 4.5, 24],
        "a3": [100, 413, 4, 5.5, 17],
        "a4": [60, 596, 6, 8, 20],
        "a5": [30, 1321, 8, 7.5, 16],
        "a6": [80, 734, 5, 4, 21],
        "a7": [45, 982, 7, 8.5, 13],
    },
    criteria,
)
limits = da.DecisionTable.from_rows(
    {"discuss from": [100, 1000, 4, 4, 15], "accept from": [50, 500, 7, 7, 20]}, criteria
)
names = sites.criterion_names
weights = dict(zip(names, [25, 45, 10, 12, 8], strict=True))
thresholds = {
    "indifference": dict(zip(names, [15, 80, 1, 0.5, 1], strict=True)),
    "preference": dict(zip(names, [40, 350, 3, 3.5, 5], strict=True)),
    "veto": dict(zip(names, [100, 850, 5, 4.5, 8], strict=True)),
}


def sort(table, weights, preferences=None, **options):
    """Sort by ELECTRE TRI; the cut level is uncertain where preferences are sampled."""
    cut = {} if preferences is None else {"cut_level": preferences["cut"]}
    given = {"profiles": limits, "categories": CATEGORIES} | thresholds | cut | options
    return da.mcda.electre_tri(table, weights, **given)


answers = {
    "pessimistic": sort(sites, weights),
    "optimistic": sort(sites, weights, rule="optimistic"),
    "no vetoes": sort(sites, weights, veto=None),
    "cut at .65": sort(sites, weights, cut_level=0.65),
    "MR-Sort": da.mcda.mr_sort(
        sites, weights, profiles=limits, majority=0.75, categories=CATEGORIES
    ),
}
print("1. Assigned   ", "  ".join(f"{label:11}" for label in answers))
for name in sites.alternatives:
    print(f"   {name:10}", "  ".join(f"{x.as_dict()[name]:11}" for x in answers.values()))

tri, majority = answers["pessimistic"], answers["MR-Sort"]
print("\n2. At least as good as the limits of discuss and of accept, .75 being needed")
print("        credibility    weight of the majority")
for name, credible, weight in zip(
    sites.alternatives, tri.credibility, majority.concordance, strict=True
):
    print("  ", name, "  {:.2f} {:.2f}      {:.2f} {:.2f}".format(*credible, *weight))

order = "transport > price > residents > environment > competition"
space = da.uncertainty.WeightSpace(names).order(order)
cut = da.Parameters([da.Parameter("cut", 0.75, low=0.6, high=0.9)])
smaa = da.uncertainty.smaa_tri(
    sites, sort, weights=space, preferences=cut, n_samples=4096, rng=1994
)
print("\n3. With all weights in that order, and a cut between .6 and .9")
for name, shares in zip(smaa.alternatives, smaa.category_acceptability, strict=True):
    told = (f"{c} {share:4.0%}" for c, share in zip(CATEGORIES, shares, strict=True) if share)
    print("  ", name, "  ".join(told))

picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "sites"}):
    ax = da.plot.smaa(smaa, title="Sites with all weights in the same order")
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "pessimistic": [CATEGORIES.index(c) + 1 for c in tri.as_dict().values()],
    "optimistic": (answers["optimistic"].assignment + 1).tolist(),
    "categories": {label: list(x.as_dict().values()) for label, x in answers.items()},
    "credibility": tri.credibility.tolist(),
    "acceptability": smaa.category_acceptability.tolist(),
}

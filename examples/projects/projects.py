"""Which projects to fund first: five of a power company's, ranked by ELECTRE III.

Run with: python examples/projects/projects.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

import decision_analysis as da

projects = da.DecisionTable.from_rows(
    {
        "P1": [-14, 90, 0, 40, 100],
        "P2": [129, 100, 0, 0, 0],
        "P3": [-10, 50, 0, 10, 100],
        "P4": [44, 90, 0, 5, 20],
        "P5": [-14, 100, 0, 20, 40],
    },
    ["financial", "delivery", "strategic", "risk", "environment"],
)
names = projects.criterion_names
indifference = dict(zip(names, [25, 16, 0, 12, 10], strict=True))
preference = dict(zip(names, [50, 24, 1, 24, 30], strict=True))
veto = dict(zip(names, [100, 60, 2, 48, 90], strict=True))
equal = dict.fromkeys(names, 1)


def ranked(table=projects, weights=equal, veto=veto, slope=-0.15, **preferences):
    """Rank by ELECTRE III, with some preference thresholds other than those above."""
    return da.mcda.electre_iii(
        table,
        weights,
        indifference=indifference,
        preference=preference | preferences,
        veto=veto,
        distillation=(slope, 0.30),
    )


def told(classes):
    """Write a pre-order, the best class first."""
    return " > ".join(" = ".join(group) for group in classes)


base = ranked()
print("1. How credible it is that the row is at least as good as the column")
for name, row in zip(base.alternatives, base.credibility, strict=True):
    print(f"   {name} ", " ".join(f"{degree:4.2f}" for degree in row))

print("\n2. Two pre-orders, and both as one relation")
print("   descending:", told(base.descending))
print("   ascending: ", told(base.ascending))
print("   ranks:     ", ", ".join(f"{n} {r}" for n, r in base.as_dict().items()))

apart = dict(zip(names, projects.values[0] - projects.values[1], strict=True))
forbidden = [name for name in names if abs(apart[name]) >= veto[name]]
print("\n3. P1 and P2 do not outrank each other: vetoes on", " and ".join(forbidden))

changed = {
    "as above": base,
    "no veto": ranked(veto=None),
    "environment in full from 20": ranked(environment=20),
    "constant discrimination": ranked(slope=0),
    **{f"{name} weighs double": ranked(weights=equal | {name: 2}) for name in names},
    "without P4": ranked(projects.select(alternatives=["P1", "P2", "P3", "P5"])),
}
print("\n4. What changes it             descending                 ascending")
for what, other in changed.items():
    print(f"   {what:27} {told(other.descending):26} {told(other.ascending)}")

ax = Figure(figsize=(5.2, 4.2), layout="constrained").subplots()
places = {}
for name, x, y in zip(base.alternatives, base.ascending_ranks, base.descending_ranks, strict=True):
    places.setdefault((int(x), int(y)), []).append(name)
for (x, y), those in places.items():
    ax.plot(x, y, "o", color="#0072B2", markersize=9)
    ax.annotate(", ".join(those), (x, y), xytext=(9, 6), textcoords="offset points")
ax.set(xlabel="class in the ascending distillation", ylabel="class in the descending one")
ax.set(xticks=[1, 2, 3], yticks=[1, 2, 3], xlim=(0.6, 3.6), ylim=(3.5, 0.6))
ax.set_title("Five projects: the best at the top left", loc="left")
ax.grid(color="#E3E3E3")
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "projects"}):
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "credibility": base.credibility.tolist(),
    "descending": base.descending,
    "ascending": base.ascending,
    "ranks": base.as_dict(),
    "vetoes between P1 and P2": forbidden,
    "descending where changed": {what: told(other.descending) for what, other in changed.items()},
    "ascending where changed": {what: told(other.ascending) for what, other in changed.items()},
}

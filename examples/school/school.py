"""Which school for a child: values and weights from words, by MACBETH.

Run with: python examples/school/school.py [PICTURE]
"""

import sys
from itertools import combinations
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

import decision_analysis as da

WORDS = ("no", "very weak", "weak", "moderate", "strong", "very strong", "extreme")
# learning from 1, poor, to 4, excellent; of a hundred who leave school so many go on to college;
# how many of the child's friends go there; 2 an orchestra, 1 lessons, 0 no music; minutes of way
schools = da.DecisionTable(
    [[3, 70, 2, 2, 20], [4, 85, 0, 1, 40], [3, 55, 5, 1, 10], [2, 85, 2, 0, 25]],
    ["learning", "college", "friends", "music", da.Criterion("way", "min", unit="minutes")],
    ["Riverside", "Hilltop", "Central", "Abbey"],
)
# levels, the best first, and how much more attractive each is than each after it (1 very weak)
levels = {
    "learning": ([4, 3, 2, 1], "2 4 5  3 4  2"),
    "college": ([85, 70, 55], "2 3  2"),
    "friends": ([5, 2, 0], "2 4  3"),
    "music": ([2, 1, 0], "1 3  2"),
    "way": ([10, 25, 40], "2 4  3"),
}
# from the worst level to the best on one criterion, against the same on those after it
swings = ["learning", "college", "way", "friends", "music", "nothing"]
judged = "2 3 3 4 5  2 2 3 4  1 2 3  2 3  2"


def pairs(things, words):
    """Return what was judged of each pair, as `macbeth` takes it."""
    return dict(zip(combinations(map(str, things), 2), map(int, words.split()), strict=True))


values = {}
print("1. Values of the levels")
for name, (given, words) in levels.items():
    of = da.weights.macbeth(pairs(given, words), reference=str(given[-1])).scale
    values[name] = da.value.piecewise(given, [of[str(level)] / 100 for level in given])
    print(f"   {name:9}", ", ".join(f"{level}: {of[str(level)]:.0f}" for level in given))
asked = pairs(swings, judged)
weights = da.weights.macbeth(asked, reference="nothing")
print("\n2. Weights:", ", ".join(f"{name} {w:.3f}" for name, w in weights.as_dict().items()))


def scored(table, weights):
    """Add up weighted values."""
    return da.mcda.additive_value(table, weights, values=values)


result = scored(schools, weights)
told = (f"{name} {100 * result[name]:.1f}" for name in result.order)
print("\n3. Overall values, of 100:", ", ".join(told))

space = da.uncertainty.WeightSpace(schools.criterion_names).order(" > ".join(swings[:-1]))
smaa = da.uncertainty.smaa(schools, scored, weights=space, rng=1)
shares = dict(zip(smaa.alternatives, smaa.rank_acceptability[:, 0], strict=True))
told = (f"{name} {share:.0%}" for name, share in shares.items())
print("\n4. Best by all weights in that order:", ", ".join(told))

changing, refused = [], []
for (one, other), word in asked.items():
    for near in (word - 1, word + 1):
        try:
            changed = da.weights.macbeth(asked | {(one, other): near}, reference="nothing")
        except da.errors.InvalidInputError as conflict:
            refused += [str(conflict).partition("; any")[0]]
            continue
        if (best := scored(schools, changed).best) != result.best:
            changing += [f"{best} first with {one} over {other} {WORDS[near]}, not {WORDS[word]}"]
print("\n5. One word by one step otherwise, and another school is first:", *changing, sep="\n   ")
print(f"   {len(refused)} of {2 * len(asked)} such changes contradict another word:")
print("  ", refused[0].replace("; ", ";\n   "))

ax = Figure(figsize=(7.2, 3), layout="constrained").subplots()
colors = ["#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9"]
for i, name in enumerate(schools.criterion_names):
    left, width = 100 * result.weighted[:, :i].sum(axis=1), 100 * result.weighted[:, i]
    ax.barh(schools.alternatives, width, left=left, color=colors[i], label=name)
ax.set(xlabel="overall value, of 100", title="What each school is worth, and for what")
ax.invert_yaxis()
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "school"}):
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "weights": weights.as_dict(),
    "overall values": result.as_dict(),
    "shares by the order alone": shares,
    "changes that matter": changing,
    "contradictions": len(refused),
}

"""Which house a family buys: three people's comparisons by the analytic hierarchy process.

Run with: python examples/family/family.py [PICTURE]
"""

import sys
import warnings
from fractions import Fraction
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure

import decision_analysis as da

warnings.simplefilter("ignore", da.errors.InconsistentJudgementsWarning)  # ratios are printed
NAMES = ["size", "transport", "neighborhood", "age", "yard", "facilities", "condition", "financing"]
people = {  # by row what stands above the diagonal: Ada's is Saaty's, the others are made up
    "Ada": "5 3 7 6 6 1/3 1/4 1/3 5 3 3 1/5 1/7 6 3 4 6 1/5 1/3 1/4 1/7 1/8"
    " 1/2 1/5 1/6 1/5 1/6 1/2",
    "Ben": "1/4 1 3 3 2 1/2 1/2 4 9 9 6 2 2 3 3 1 1/2 1/2 1 1/2 1/6 1/5 1/2 1/6 1/5 1/3 1/3 1",
    "Cleo": "3 1 7 1 2 2 4 1/2 3 1/3 1/2 1 1 5 1 1 2 3 1/7 1/5 1/3 1/2 2 2 4 2 2 2",
}
# for each criterion the houses A : B, A : C and B : C, as the family saw them together
seen = ["6 8 4", "7 1/5 1/8", "8 6 1/4", "1 1 1", "5 4 1/3", "8 6 1/5", "1/2 1/2 1", "1/7 1/5 3"]


def matrix(words, n):
    """Return a matrix of comparisons; the cells left empty are reciprocals."""
    comparisons = np.full((n, n), np.nan)
    np.fill_diagonal(comparisons, 1)
    comparisons[np.triu_indices(n, 1)] = [float(Fraction(word)) for word in words.split()]
    return comparisons


def houses(weights, mode="sum"):
    """Join weights and priorities: by shares of the sum as in AHP, or of the best ("max")."""
    return da.mcda.weighted_sum(priorities, weights, normalization=mode)


local = da.weights.ahp(np.array([matrix(words, 3) for words in seen]))
priorities = da.DecisionTable(local.weights.T, NAMES, ["A", "B", "C"])
judged = {who: matrix(words, len(NAMES)) for who, words in people.items()}
views = {who: da.weights.ahp(comparisons, names=NAMES) for who, comparisons in judged.items()}


def joint(voice_of_ben=1 / 3):
    """Return the weights of the geometric means of what the three judged."""
    others = (1 - voice_of_ben) / 2
    means = da.group.geometric_mean(list(judged.values()), [others, voice_of_ben, others])
    return da.weights.ahp(means, names=NAMES)


views["together"] = joint()
print("1. Priorities of the houses  A     B     C    consistency ratio   best: by sum, by best")
for who, view in views.items():
    told = " ".join(f"{score:.3f}" for score in houses(view).scores)
    best = f"{houses(view).best} {houses(view, 'max').best}"
    print(f"   {who:22} {told} {view.consistency_ratio:10.3f} {best:>15}")

ada, again = views["Ada"], judged["Ada"].copy()
off = ada.completed * ada.weights / ada.weights[:, None]
row, column = np.unravel_index(off.argmax(), off.shape)
again[row, column] = 1
again = da.weights.ahp(again, names=NAMES)
print(f"\n2. Ada's answer that fits her others least: {NAMES[row]} over {NAMES[column]}, 6")
print(
    f"   With 1 instead her ratio is {again.consistency_ratio:.3f}, the best {houses(again).best}"
)

individual = da.group.geometric_mean([views[who] for who in people])
w = da.group.kendall_w([(-views[who].weights).argsort().argsort() + 1 for who in people])
voice = next(s / 100 for s in range(101) if houses(joint(s / 100)).best != "A")
print("\n3. Their weights joined, not their answers:", " > ".join(houses(individual).order))
print(f"   They agree on the order of the criteria with W = {w:.2f} (1 were fully)")
print(f"   With {voice:.0%} of the say Ben would get house {houses(joint(voice)).best}")

ax = Figure(figsize=(6.2, 3.2), layout="constrained").subplots()
for house, marker, color in zip("ABC", "osD", ["#0072B2", "#D55E00", "#009E73"], strict=True):
    shares = [houses(view)[house] for view in views.values()]
    ax.plot(shares, range(4), marker, color=color, label=f"house {house}", markersize=9)
ax.set_yticks(range(4), views)
ax.set(xlabel="priority", xlim=(0, 0.7), ylim=(3.5, -0.5))
ax.set_title("Three people, and the three together", loc="left")
ax.legend(frameon=False, loc="lower right")
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "family"}):
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "weights of Ada": ada.as_dict(),
    "houses of Ada": houses(ada).as_dict(),
    "houses of Ada by the best": houses(ada, "max").as_dict(),
    "consistency ratio of Ada": float(ada.consistency_ratio),
    "houses when asked again": houses(again).as_dict(),
    "houses together": houses(views["together"]).as_dict(),
    "voice of Ben": voice,
}

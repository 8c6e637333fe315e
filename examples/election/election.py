"""Where the capital should be: one electorate, seven rules, and what each of them looks at.

Run with: python examples/election/election.py [PICTURE]
"""

import sys
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure

import decision_analysis as da

electorate = {  # those who live near each city: the nearest first
    ("Memphis", "Nashville", "Chattanooga", "Knoxville"): 42,
    ("Nashville", "Chattanooga", "Knoxville", "Memphis"): 26,
    ("Chattanooga", "Knoxville", "Nashville", "Memphis"): 15,
    ("Knoxville", "Chattanooga", "Nashville", "Memphis"): 17,
}
rules = {
    "plurality": da.group.plurality,
    "instant runoff": da.group.instant_runoff,
    "Borda": da.group.borda,
    "Copeland": da.group.copeland,
    "Kemeny": da.group.kemeny,
    "Schulze": da.group.schulze,
    "ranked pairs": da.group.ranked_pairs,
}


def elect(rule, electorate, without=None):
    """Apply a rule to the ballots, with one city struck off."""
    ballots = [[city for city in ballot if city != without] for ballot in electorate]
    return rules[rule](ballots, list(electorate.values()))


found = {rule: elect(rule, electorate) for rule in rules}
cities = found["Borda"].alternatives
print("1. The order by each rule")
for rule, result in found.items():
    print(f"   {rule:15} {' > '.join(result.order)}")

beaten = da.group.copeland(list(electorate), list(electorate.values())).pairwise
print("\n2. Of 100 voters, so many prefer the row to the column")
print(" " * 15, " ".join(f"{city:>11}" for city in cities))
for city, row in zip(cities, beaten, strict=True):
    print(f"   {city:12}", " ".join(f"{votes:11.0f}" for votes in row))
condorcet = da.group.condorcet_winner(list(electorate), list(electorate.values()))
print(f"   {condorcet} beats each other city")

fewer = {
    rule: {city: elect(rule, electorate, without=city).best for city in cities} for rule in rules
}
print("\n3. Who is elected where one city withdraws")
print(" " * 18, " ".join(f"{'no ' + city:15}" for city in cities))
for rule, winners in fewer.items():
    print(f"   {rule:15}", " ".join(f"{winner:15}" for winner in winners.values()))


def insincere(voters):
    """Let so many of those near Memphis put Nashville first."""
    changed = electorate | {("Memphis", "Nashville", "Chattanooga", "Knoxville"): 42 - voters}
    return changed | {("Nashville", "Memphis", "Chattanooga", "Knoxville"): voters}


enough = next(n for n in range(43) if elect("instant runoff", insincere(n)).best == "Nashville")
buried = {  # those near Chattanooga and Knoxville put Nashville last
    tuple(sorted(b, key="Nashville".__eq__)) if b[0] in ("Chattanooga", "Knoxville") else b: n
    for b, n in electorate.items()
}
bury = elect("Borda", buried).best
print("\n4. What voters gain by another ballot than their own")
print(f"   instant runoff: {enough} of 42 near Memphis put Nashville first, and it is elected")
print(f"   Borda: those near Chattanooga and Knoxville put Nashville last, and {bury} is elected")

ax = Figure(figsize=(7.6, 3.4), layout="constrained").subplots()
places = np.array([result.ranks for result in found.values()]).T
ax.imshow(-places, cmap="Blues", aspect="auto", vmin=-4.5, vmax=-0.2)
for (row, column), place in np.ndenumerate(places):
    ax.text(column, row, place, ha="center", va="center", color="white" if place == 1 else "black")
ax.set_xticks(range(len(rules)), [rule.replace(" ", "\n") for rule in rules])
ax.set_yticks(range(len(cities)), cities)
ax.set_title("Place of each city by each rule", loc="left")
picture = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(".svg")
with matplotlib.rc_context({"svg.hashsalt": "election"}):
    ax.figure.savefig(picture, metadata={"Date": None})

answer = {
    "points of Borda": found["Borda"].as_dict(),
    "orders": {rule: result.order for rule, result in found.items()},
    "agreement of Kemeny": found["Kemeny"].score,
    "Condorcet winner": condorcet,
    "elected where one withdraws": fewer,
    "insincere voters": enough,
    "elected by burying": bury,
}

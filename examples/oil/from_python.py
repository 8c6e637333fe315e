"""Raiffa's oil wildcatter without a file: the tree as nodes, turned by Bayes' rule, rolled back."""

import decision_analysis as da
from decision_analysis.trees import Chance, Decision

WELLS = {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)}
SEEN = {  # how often each structure is seen over each kind of well
    "dry": {"none": 0.6, "open": 0.3, "closed": 0.1},
    "wet": {"none": 0.3, "open": 0.4, "closed": 0.3},
    "soaking": {"none": 0.1, "open": 0.4, "closed": 0.5},
}
drill = Decision("drill?", {"drill": Chance("oil", WELLS), "walk away": 0})
free = da.trees.clairvoyance(drill, "oil", likelihood=SEEN)
known = da.trees.clairvoyance(drill, "oil")
print(f"At once it is worth {da.trees.rollback(drill).value:g} thousand dollars,")
print(f"tested first {free.value + da.trees.rollback(drill).value - 10:g}:")
print(f"the test is worth {free.value:g} before its cost of 10, knowing the well {known.value:g}.")

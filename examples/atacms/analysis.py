"""The flagship case from Python: the same answers as the command line, made with the library's
public functions.

Run with: python examples/atacms/analysis.py
"""

from pathlib import Path

import numpy as np

import decision_analysis as da

study = da.study.load(Path(__file__).with_name("study.yaml"))
print(study.notice, end="\n\n")

# 1. Scores by weighted value, TOPSIS, PROMETHEE II and ELECTRE III with a veto on escalation, side
# by side.
table = study.table()
weights = study.decider.weights()
values = study.value_functions
options = study.methods


def weighted_value(table, weights):
    """Score on the study's anchored scales."""
    return da.mcda.additive_value(table, weights, values=values)


shape = options["promethee_ii"]["preference"]
preference = da.mcda.preference.linear(shape["indifference"], shape["preference"])
results = {
    "weighted value": weighted_value(table, weights),
    "TOPSIS": da.mcda.topsis(table, weights, normalization="minmax", ranges=study.ranges),
    "PROMETHEE II": da.mcda.promethee_ii(table, weights, preference=preference),
    "ELECTRE III": da.mcda.electre_iii(table, weights, **options["electre_iii"]),
}
print("1. Ranks of", ", ".join(table.alternatives))
for name, result in results.items():
    print(f"   {name:15} {result.ranks.tolist()}")
print(results["weighted value"], end="\n\n")

# 2. SMAA: weights known only as an order, judgements only as ranges; who would choose what.
sampled = da.uncertainty.simulate(
    study.table, study.judgements, n_samples=study.n_samples, rng=study.seed
).table
print("2. First-rank acceptability of", ", ".join(table.alternatives))
acceptability = {}
for name, stakeholder in study.stakeholders.items():

    def view(table, weights, stakeholder=stakeholder):
        """Place what breaks the stakeholder's limits below everything that keeps them."""
        scores = weighted_value(table, weights).scores - 10.0 * ~stakeholder.allows(table)
        return da.Scores(method="view", alternatives=table.alternatives, scores=scores)

    smaa = da.uncertainty.smaa(
        sampled, view, weights=stakeholder.weight_space(), n_samples=study.n_samples, rng=study.seed
    )
    acceptability[name] = smaa.rank_acceptability[:, 0]
    print(f"   {name:24}", np.round(acceptability[name], 3))

# 3. The tree: best policy, risk profile, certainty equivalents, and the value of waiting.
tree = study.tree()
points = study.attribute()
rolled = da.trees.rollback(tree, attribute=points)
print(f"\n3. The best policy begins with {rolled.policy[()]!r}, worth {rolled.value:.2f} points")
for path, option in rolled.policy.items():
    print("   after", " > ".join(path) or "the start", "choose", option)
for tolerance in study.risk_tolerances:
    averse = da.trees.rollback(tree, attribute=points, utility=da.utility.exponential(tolerance))
    print(
        f"   risk tolerance {tolerance:g}: certainty equivalent {averse.certainty_equivalent:.2f}"
    )
profile = da.trees.risk_profile(tree, attribute=points)
print(
    f"   mean {profile.mean:.2f}, standard deviation {profile.std:.2f}, worst 5% on average"
    f" {profile.cvar(0.05):.2f}"
)
waiting = rolled.values[("keep deliberating",)] - rolled.values[("decide now",)]
print(f"   keeping on deliberating instead of deciding now: {waiting:+.2f} points")

# 4. The joined model: every strategy of the tree is an alternative on all criteria.
strategies = study.strategies()
joined = weighted_value(strategies, weights)
print("\n4. The three best of", len(strategies.alternatives), "strategies by weighted value:")
for label in joined.order[:3]:
    print(f"   {joined.scores[strategies.alternatives.index(label)]:.4f}  {label}")
closeness = da.mcda.topsis(strategies, weights, normalization="minmax", ranges=study.ranges)
print("   by TOPSIS the best is:", closeness.best)

# 5. Which judgements change the choice, and at what value.
tornado = da.sensitivity.tornado(
    study.table, study.judgements, score=lambda table: weighted_value(table, weights)
)
decisive = [
    name
    for name, low, high in zip(tornado.names, tornado.best_low, tornado.best_high, strict=True)
    if {low, high} != {results["weighted value"].best}
]
print("\n5. Judgements whose 10% or 90% quantile changes the best alternative:")
for name in decisive:
    judgement = study.judgements[name]
    threshold = da.sensitivity.threshold(
        study.table,
        study.judgements,
        name,
        between=(judgement.low, judgement.high),
        score=lambda table: weighted_value(table, weights),
    )
    for at, below, above in threshold.changes:
        print(f"   {name} (base {judgement.base:g}): {below} below {at:.2f}, {above} above")

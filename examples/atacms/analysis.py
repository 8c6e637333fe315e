"""The flagship's nine answers from Python: the command line's numbers, by public functions.

Run with: python examples/atacms/analysis.py
"""

from pathlib import Path

import numpy as np

import decision_analysis as da

study = da.study.load(Path(__file__).with_name("study.yaml"))
print(study.notice, end="\n\n")
table, weights = study.table(), study.decider.weights()
seed = study.seed


def points(table):
    """Score in points of the president's weighted value, from 0 to 100."""
    return 100 * study.weighted_value(table, weights).scores


def told(names, numbers, digits=2):
    """Write names with their numbers."""
    return ", ".join(f"{n} {x:.{digits}f}" for n, x in zip(names, numbers, strict=True))


print("1. Ranks of", ", ".join(table.alternatives))
results = {"weighted value": study.weighted_value(table, weights)}
results |= {label: method(table, weights) for label, method in study.methods.items()}
for label, result in results.items():
    print(f"   {label:22} {result.ranks.tolist()}")
best, other = results["weighted value"].order[:2]
first, second = (table.alternatives.index(label) for label in (best, other))
parts = 100 * results["weighted value"].weighted
print(f"   {best} leads {other} by {points(table)[first] - points(table)[second]:.2f} points:")
print("  ", told(table.criterion_names, parts[first] - parts[second]))

print("\n2. How often each is best: judgements in their ranges, weights that agree with orders")
sampled = da.uncertainty.simulate(
    study.table, study.judgements, n_samples=study.n_samples, rng=seed
)
for name, who in study.stakeholders.items():
    given = who.possible_weights()
    smaa = da.uncertainty.smaa(
        sampled.table,
        study.view(name),
        weights=[list(given.values())] if who.exact else given,
        n_samples=study.n_samples,
        rng=seed,
    )
    print(f"   {name:24}", smaa.rank_acceptability[:, 0].round(3))
valued = study.partial_values(table)
allowed = {
    name: [a for a, keeps in zip(table.alternatives, who.allows(table), strict=True) if keeps]
    for name, who in study.stakeholders.items()
}
people = {name: who.weights() for name, who in study.stakeholders.items()}
moves = da.group.agreement(valued, people, allowed=allowed, measure="farthest")
print("   shares of weight to move for", moves.best)
print("  ", told(people, moves.moved[:, moves.alternatives.index(moves.best)], 3))

tree, worth = study.tree(), study.attribute()
rolled = da.trees.rollback(tree, attribute=worth)
print(f"\n3. First {rolled.policy[()]!r}, worth {rolled.value:.2f} points")
for path, option in rolled.policy.items():
    print("   after", " > ".join(path) or "the start", "choose", option)
net = rolled.values[("keep deliberating",)] - rolled.values[("decide now",)]
print(f"   keeping on deliberating instead: {net:+.2f} points")
for tolerance in study.risk_tolerances:
    averse = da.trees.rollback(tree, attribute=worth, utility=da.utility.exponential(tolerance))
    print(f"   certainty equivalent at {tolerance:g}: {averse.certainty_equivalent:.2f}")
profile = da.trees.risk_profile(tree, attribute=worth)
print(f"   standard deviation {profile.std:.2f}, worst 5% on average {profile.cvar(0.05):.2f}")

strategies = study.strategies()
print("\n4. The best of", len(strategies.alternatives), "strategies on all criteria:")
levels = {name.removeprefix("veto level: "): p.base for name, p in study.veto_levels.items()}
vetoed = study.chances_above(levels)
joined = {"weighted value": study.weighted_value(strategies, weights)}
for label, method in study.methods.items():
    joined[label] = method(vetoed if method.has_veto else strategies, weights)
for label, result in joined.items():
    print(f"   {label:22} {' / '.join(result.tied_best)}")
print(f"   weighted value {joined['weighted value'].scores.max():.4f}")

tornado = da.sensitivity.tornado(study.table, study.judgements, score=points, of=(best, other))
print("\n5. Single judgements that change the best of the table:")
for name in tornado.names:
    number = study.judgements[name]
    found = da.sensitivity.threshold(
        study.table, study.judgements, name, between=(number.low, number.high), score=points
    )
    for at, below, above in found.changes:
        print(f"   {name} (base {number.base:g}): {below} below {at:.2f}, {above} above")
longest = da.Parameters([study.judgements[name] for name in tornado.names[:6]])
indices = da.sensitivity.sobol(
    study.table, longest, score=points, n_samples=2**10, rng=seed, of=(best, other)
)
print("   shares of the variance of the lead, of the six that move it most:")
print("  ", told(indices.names, np.ravel(indices.total)))

print("\n6. Worth of knowing before choosing, points")
known = da.trees.clairvoyance(tree, "adversary", attribute=worth)
print(f"   the adversary's type, in the tree: {known.value:.3f}")
accuracy = np.array([0.8, 0.9, 0.95, 0.97, 0.99])
informed = da.trees.rollback(
    study.tree({"reads_cautious": accuracy, "reads_assertive": accuracy}), attribute=worth
)
alone = da.trees.rollback(study.tree({"delay_cost": 0.0}), attribute=worth)
delay = alone.values[("keep deliberating",)] - rolled.values[("keep deliberating",)]
signal = informed.values[("keep deliberating",)] + delay - informed.values[("decide now",)]
print(f"   the dialogue costs {delay:.2f}, and is worth, by how often it is right:")
print("  ", told(map("{:.0%}".format, accuracy), np.maximum(signal, 0), 3))
scores = points(sampled.table)
print(f"   all judgements of the table: {da.voi.evpi(scores).value:.3f}")
for name in tornado.names[:3]:
    print(f"   {name}: {da.voi.evppi(scores, sampled.samples, name).value:.3f}")

print("\n7. Largest regret over the scenarios")
futures = {"base": {}} | dict(study.scenarios)
for what, model in (("alternatives", study.table), ("strategies", study.strategies)):
    known = study.judgements if what == "alternatives" else study.tree_numbers
    seen = {f: {n: v for n, v in s.items() if n in known} for f, s in futures.items()}
    columns = {future: points(model(values)) for future, values in seen.items()}
    payoffs = da.DecisionTable(
        np.stack(list(columns.values()), axis=1), list(columns), model().alternatives
    )
    regret = da.robustness.minimax_regret(payoffs)
    print(f"   {what}: {regret.best}, {regret.scores.min():.3f} points")
possible = da.uncertainty.potential_optimality(valued, weights=study.decider.possible_weights())
print("   by the president's order", possible, sep="\n")

print("\n8. The log of evidence, and the lead after each entry")
log = []
for entry in study.evidence:
    number = {key: entry[key] for key in ("base", "low", "high") if key in entry}
    revised = {entry["name"]: da.Parameter(entry["name"], **number)} if number else None
    log.append(
        da.evidence.Entry(
            entry["statement"], entry["date"], entry.get("likelihood"), revised=revised
        )
    )
cautious = study.parameters["p_cautious"].base
known = da.evidence.update_log(
    {"true": cautious, "false": 1 - cautious}, log, parameters=study.numbers
)
for date, numbers in known.parameters_by_date.items():
    now = {**numbers.base(), "p_cautious": known.by_date[date]["true"]}
    after = dict(zip(table.alternatives, points(study.table(now)), strict=True))
    then = da.trees.rollback(study.tree(now), attribute=worth)
    print(
        f"   {date}: {best} {after[best] - after[other]:+.3f} before {other};"
        f" p_cautious {now['p_cautious']:.3f}; {then.policy[()]}, worth {then.value:.2f}"
    )

numbers = [*study.numbers.values(), *study.thresholds.values(), *study.veto_levels.values()]
print(f"\n9. The ledger: {len(numbers)} numbers, each with statement, rationale and range, such as")
for number in (study.numbers["staged: deterrence"], study.numbers["p_cautious"]):
    span = f"{number.low:g} to {number.high:g}"
    print(f"   {number.name}: {number.base:g} ({span}), {number.source}: {number.rationale}")

"""The office from Python: who can be best, if only the order of the criteria is known."""

from pathlib import Path

import decision_analysis as da

study = da.study.load(Path(__file__).with_name("study.yaml"))
table, owner = study.table(), study.decider
for stakeholder in study.stakeholders.values():
    scores = study.weighted_value(table, stakeholder.weights())
    print(f"{stakeholder.name}: {scores.best}, {100 * scores[scores.best]:.1f} of 100")
weights = owner.weight_space().sample(2**13, rng=1)
share = da.uncertainty.choice_probabilities(study.weighted_value(table, weights))
for office, probability in sorted(zip(table.alternatives, share, strict=True), key=lambda p: -p[1]):
    if probability:
        print(f"best with {probability:.2%} of the weights that agree with the order: {office}")

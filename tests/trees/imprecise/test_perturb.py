"""The probabilities of the rule 'mode': in proportion to powers, as far as epsilon lets them go."""

import numpy as np
import pytest

from decision_analysis import trees
from decision_analysis.trees import Chance
from decision_analysis.trees.imprecise._perturb import Perturbation


@pytest.mark.parametrize(
    ("p", "epsilon", "expected"),
    [
        ((0.25, 0.375, 0.375), 0.25, (0, 0.5, 0.5)),
        ((0.25, 0.375, 0.375), 0.0, (0.25, 0.375, 0.375)),
        ((0.5, 0.5), 0.7, (0.5, 0.5)),
        ((0.6, 0.4, 0.0), 1.0, (1, 0, 0)),
        ((0.6, 0.4), 0.1, (0.7, 0.3)),
        # the one that loses goes twice as far as those that gain
        ((0.25, 0.375, 0.375), 0.125, (0.125, 0.4375, 0.4375)),
    ],
)
def test_probabilities_of_the_mode_rule(p, epsilon, expected):
    tree = trees.to_arrays(Chance("c", {str(i): (q, 0) for i, q in enumerate(p)}))
    found = Perturbation(tree, np.ones(len(tree)), False).towards_mode(np.array([epsilon]))
    np.testing.assert_allclose(found[1:, 0], expected, atol=1e-12)


def test_the_mode_rule_goes_as_far_as_it_may():
    p = np.array([0.4, 0.3, 0.2, 0.1])
    tree = trees.to_arrays(Chance("c", {str(i): (float(q), 0) for i, q in enumerate(p)}))
    epsilons = np.array([0.05, 0.2, 0.4])
    found = Perturbation(tree, np.ones(len(tree)), False).towards_mode(epsilons)[1:]
    np.testing.assert_allclose(np.abs(found - p[:, None]).max(axis=0), epsilons, atol=1e-12)
    power = np.log(found / found[0]) / np.log(p / p[0], where=p < 0.4, out=np.ones(4))[:, None]
    np.testing.assert_allclose(power[1], power[3])

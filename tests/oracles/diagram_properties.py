"""All properties of influence diagrams: run on a few in `tests`, on many in `crosscheck`."""

from __future__ import annotations

from oracles.evidence_properties import (
    evidence_conditions_everything,
    options_are_worth_what_enumeration_says,
    options_given_evidence,
    options_of_samples_equal_a_loop,
)
from oracles.information_properties import (
    control_is_the_best_of_all_settings,
    information_is_worth_between_nothing_and_clairvoyance,
)
from oracles.limited_memory_properties import (
    distribution_and_marginals_are_those_of_enumeration,
    limited_memory_given_evidence_is_the_optimum_of_all_policies,
    limited_memory_is_the_optimum_of_all_policies,
    no_single_change_improves_an_updated_policy,
    options_under_a_policy_are_those_of_enumeration,
    plain_data_keep_a_diagram,
)
from oracles.recall_properties import (
    policy_is_optimal_in_every_information_state,
    recall_is_the_optimum_of_all_policies,
    samples_equal_a_loop,
    tree_is_worth_as_much,
    trees_of_samples_and_attributes_are_worth_as_much,
)
from oracles.risk_limit_properties import (
    limits_are_met_as_well_as_any_policy_can,
    limits_are_met_with_recall_too,
)
from oracles.utility_properties import (
    utility_and_attribute_are_those_of_the_tree,
    utility_is_the_optimum_of_all_policies_with_limited_memory,
    utility_is_the_optimum_of_all_policies_with_recall,
)

RECALL = [
    utility_is_the_optimum_of_all_policies_with_recall,
    utility_and_attribute_are_those_of_the_tree,
    recall_is_the_optimum_of_all_policies,
    policy_is_optimal_in_every_information_state,
    tree_is_worth_as_much,
    trees_of_samples_and_attributes_are_worth_as_much,
    information_is_worth_between_nothing_and_clairvoyance,
    control_is_the_best_of_all_settings,
    limits_are_met_with_recall_too,
    samples_equal_a_loop,
    evidence_conditions_everything,
    options_are_worth_what_enumeration_says,
    options_given_evidence,
    options_of_samples_equal_a_loop,
]
LIMITED = [
    utility_is_the_optimum_of_all_policies_with_limited_memory,
    limited_memory_given_evidence_is_the_optimum_of_all_policies,
    options_under_a_policy_are_those_of_enumeration,
    limited_memory_is_the_optimum_of_all_policies,
    no_single_change_improves_an_updated_policy,
    limits_are_met_as_well_as_any_policy_can,
    distribution_and_marginals_are_those_of_enumeration,
    plain_data_keep_a_diagram,
]

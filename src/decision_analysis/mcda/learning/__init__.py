"""Models learned from holistic judgments: values, capacities, sorting, rankings and rules."""

"""Models learned from holistic judgements: values, capacities, sorting, rankings and rules."""

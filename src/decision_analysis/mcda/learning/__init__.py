"""Value models and capacities learned from judgments of whole alternatives."""

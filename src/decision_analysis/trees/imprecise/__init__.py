"""What remains of a choice where probabilities are not known exactly."""

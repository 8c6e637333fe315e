"""Cross-checks of `decision_analysis` against other libraries: for development only."""

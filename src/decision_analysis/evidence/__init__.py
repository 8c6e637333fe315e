"""Evidence: what it says of competing hypotheses, and beliefs updated as it arrives."""

__all__: list[str] = []

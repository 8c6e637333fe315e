"""How many alternatives a model may be learned from."""

from decision_analysis._limits import MOST_REFERENCES
from decision_analysis.errors import InvalidInputError


def refuse_many(what: str, count: int) -> None:
    """Refuse judgements of so many alternatives that a program of them all takes too long."""
    if count > MOST_REFERENCES:
        raise InvalidInputError(
            f"{what} must name at most {MOST_REFERENCES:,} alternatives; got {count:,}"
        )

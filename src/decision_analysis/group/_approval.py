"""`approval`: how many people approve of each alternative."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.group._approvals import Approvals, approvals_of
from decision_analysis.group._ballots import Counts
from decision_analysis.group._people import counts_of


@cites("brams_fishburn_1978")
@named
def approval(
    approvals: Approvals, counts: Counts = None, *, alternatives: Sequence[str] | None = None
) -> Scores:
    """Score each alternative by how many people approve of it.

    Parameters
    ----------
    approvals : list of sets of str, mapping, array_like (..., K, A) or DataFrame
        For each person the set of labels approved of, which may be empty; a tuple or a list does as
        well. Or truth values, also as 1 and 0, a row for each person: an array; a data frame with a
        column for each alternative; a list of mappings or Series {label: bool}. A mapping or a
        Series by person holds what a list does.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each entry, as in `borda`; 1 each where None.
    alternatives : sequence of str, optional
        The order of the result, by default that of appearance, of labels in a set the alphabet's.
        Whom nobody approves of must be named here, and a label that is not is then refused.

    Returns
    -------
    Scores
        Numbers of approvals, higher is better.

    Raises
    ------
    InvalidInputError
        If a set has a label that is not known, or repeats one, truth values are others than 0 and
        1, labels are missing, unknown or repeated, a count is negative, or counts by person and
        approvals do not fit.

    Notes
    -----
    Sums of whole counts are exact up to 2^53; scores within 1e-12 of the largest tie. O(K A) for
    each sample.

    Examples
    --------
    >>> from decision_analysis import group
    >>> group.approval([{"bus", "tram"}, {"tram"}, {"car"}], counts=[3, 4, 5])
    approval
       alternative  rank  score
       tram            1      7
       car             2      5
       bus             3      3
    """
    read = approvals_of("approvals", approvals, alternatives)
    people = read.approves.shape[-2]
    weights = counts_of(counts, read.people, people, read.alternatives, approvals)
    return Scores(
        method="approval",
        references=cited("brams_fishburn_1978"),
        alternatives=read.alternatives,
        scores=np.einsum("k,...ka->...a", weights, read.approves.astype(np.float64)),
    )

"""`expand`: a tree with the fragments that it uses put in, and its loops written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from decision_analysis.io.documents import longer
from decision_analysis.study.fragments._expanded import Expanded, Key, Notes, Stopped
from decision_analysis.study.fragments._expander import Expander
from decision_analysis.study.fragments._fragment import read_fragments
from decision_analysis.study.fragments._look_through import LookThrough
from decision_analysis.study.fragments._scope import Scope
from decision_analysis.study.fragments._steps import run
from decision_analysis.study.fragments._unused_fragments import identities, note_unused


def expand(
    data: Any,
    fragments: Mapping[str, Any] | None = None,
    *,
    lists: Mapping[str, Sequence[Any]] | None = None,
    at: Sequence[Key] = ("tree",),
    beside: Iterable[Any] = (),
) -> Expanded:
    """Put the fragments that a tree uses in their places.

    Parameters
    ----------
    data : mapping, text or number
        The tree of a study, or any other part that may use fragments.
    fragments : mapping of str to object, optional
        By name: a body, or `{arguments: [...] or {name: default}, then: body}`, where a default of
        None is none.
    lists : mapping of str to sequence, optional
        What a word stands for where a loop asks for a list, such as `criteria`.
    at : sequence of str or int
        The keys that lead to `data` in the document.
    beside : iterable of object
        Other parts of the document: a fragment that an alias names there is used too.

    Returns
    -------
    Expanded
        The same object where nothing is used. Otherwise uses of one fragment with equal arguments
        are one object, and so are equal parts of bodies. Where braces are put in, `{{` is a brace;
        outside of fragments with arguments and of loops braces are plain text.

    Notes
    -----
    Takes time in proportion to the entries that are made, each distinct one once, of which there
    may be `MOST_EXPANDED_ENTRIES`.
    """
    notes = Notes()
    expansion: Any = None
    try:
        found = read_fragments({} if fragments is None else fragments, notes)
        look = LookThrough(found, lists or {}, notes)
        trail = longer(None, at)
        inside = {name: look.fragment(fragment) for name, fragment in found.items()}
        met = look.tree(data, trail)
        look.unused()
        expander = Expander(found, lists or {}, notes, look)
        expansion = run(expander.entry(data, trail, Scope(None, one=False))) if look.any else data
        # where uses are wrong, others may be missing for that alone
        if not notes.faults:
            met |= identities(beside)
            note_unused(fragments or {}, found, expander.used, met, inside, notes)
    except Stopped:
        pass
    faults = tuple(notes.faults)
    return Expanded(None if faults else expansion, faults, notes.places, notes.moved)

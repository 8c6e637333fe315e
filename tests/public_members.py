"""The members of a public class: what it defines itself, or a base of it that is not public."""

import sys

import decision_analysis as da


def members(kind):
    """Return what a class defines by name, or a base of it that is not public by itself."""
    private = [
        base
        for base in kind.__bases__
        if base.__module__.startswith(da.__name__) and not is_public(base)
    ]
    found = {}
    for base in reversed(private):
        found |= members(base)
    return found | dict(vars(kind))


def is_public(kind):
    """Say whether a package lists a class among its public names."""
    parts = kind.__module__.split(".")
    above = (sys.modules[".".join(parts[:n])] for n in range(1, len(parts)))
    return any(kind.__name__ in getattr(package, "__all__", ()) for package in above)

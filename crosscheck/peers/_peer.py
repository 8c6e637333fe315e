"""What makes a function a peer's: silent, and skipped where its package is missing."""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.metadata
import importlib.util
import io
import sys
import warnings
from collections.abc import Callable
from typing import Any

import pytest

PEERS = {
    "pymcdm": "pymcdm",
    "pyrepo_mcda": "pyrepo-mcda",
    "skcriteria": "scikit-criteria",
    "pyDecision": "pyDecision",
    "ahpy": "ahpy",
    "mcda": "mcda",
    "pyagrum": "pyagrum",
    "SALib": "SALib",
    "pysensmcda": "pysensmcda",
    "pref_voting": "pref-voting",
    "preflibtools": "preflibtools",
}
"""Import names and the names to install them by."""


def installed(package: str) -> bool:
    """Say whether a peer can be imported; a folder of ours of that name is none."""
    spec = importlib.util.find_spec(package)
    return spec is not None and spec.origin is not None


def version(package: str) -> str:
    """Return a peer's name and version, for messages."""
    return f"{PEERS[package]} {importlib.metadata.version(PEERS[package])}"


def peer(package: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a function as a peer's: it neither warns nor prints."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def quiet(*args: Any, **options: Any) -> Any:
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                importlib.import_module(package)  # which may set filters of its own
                # scikit-criteria deletes this attribute, which others need, at its import
                importlib.metadata = sys.modules["importlib.metadata"]
                warnings.simplefilter("ignore")
                return function(*args, **options)

        quiet.package = package  # type: ignore[attr-defined]
        return quiet

    return wrap


COMPARED: set[tuple[str, str]] = set()
"""Which of our functions, by name, tests compare with which package."""


def needs(package: str, *, ours: str = "") -> pytest.MarkDecorator:
    """Return the mark that skips a test where a peer is missing, and enter what it compares."""
    COMPARED.update((name, package) for name in ours.split())
    return pytest.mark.skipif(not installed(package), reason=f"pip install {PEERS[package]}")


def against(*functions: Callable[..., Any], ours: str = "") -> pytest.MarkDecorator:
    """Run a test for each of several peers' functions, as its argument `peer`, and enter which of
    our functions it compares with them."""
    return pytest.mark.parametrize(
        "peer",
        [
            pytest.param(f, marks=needs(f.package, ours=ours), id=f.__name__.lstrip("_"))
            for f in functions
        ],
    )

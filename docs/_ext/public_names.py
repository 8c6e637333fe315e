"""What is public: packages, their names, and where each name has its page; read from every
`__all__`."""

from __future__ import annotations

import dataclasses
import inspect
from types import ModuleType
from typing import Any

import decision_analysis as da

ROOT = "decision_analysis"


@dataclasses.dataclass(frozen=True)
class Entry:
    """One public name: the package that documents it, its name there, and what it is."""

    package: str
    name: str
    value: Any

    @property
    def full(self) -> str:
        return f"{self.package}.{self.name}"

    @property
    def page(self) -> str:
        """Path below docs/reference, without suffix; a class says so, as file systems may ignore
        case."""
        suffix = "-class" if inspect.isclass(self.value) else ""
        return f"{short(self.package)}/{self.name}{suffix}"


def short(package: str) -> str:
    """Return a package's name as users write it after `da.`."""
    return package.removeprefix(f"{ROOT}.")


def packages() -> dict[str, ModuleType]:
    """Return all public packages by full name, the top one first and sub-packages after their
    parent."""
    found = {ROOT: da}
    waiting = [da]
    while waiting:
        module = waiting.pop(0)
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.ismodule(value) and value.__name__ not in found:
                found[value.__name__] = value
                waiting.append(value)
    return found


def entries(package: str, module: ModuleType) -> list[Entry]:
    """Return the names that a package documents: its own, less those that the top package offers
    too."""
    top = {id(getattr(da, name)) for name in da.__all__}
    return [
        Entry(package, name, getattr(module, name))
        for name in module.__all__
        if not inspect.ismodule(getattr(module, name))
        and (package == ROOT or id(getattr(module, name)) not in top)
    ]


def all_entries() -> list[Entry]:
    """Return every public name once for each package that documents it."""
    return [entry for package, module in packages().items() for entry in entries(package, module)]


def members(value: type) -> list[str]:
    """Return the public methods and properties of a class, inherited ones included."""
    return [name for name in dir(value) if not name.startswith("_")]

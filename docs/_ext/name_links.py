"""A Sphinx extension: public names that stand in code type, or as types of parameters, become links
to their pages."""

from __future__ import annotations

import inspect
import re
from typing import Any

import public_names
from docutils import nodes
from public_names import ROOT
from sphinx.addnodes import desc, pending_xref

_WORD = re.compile(r"(\w+)")


def setup(app: Any) -> dict[str, bool]:
    """Register the extension."""
    names = Names()
    app.connect("doctree-read", lambda app, doctree: link(app.env.docname, doctree, names))
    return {"parallel_read_safe": True}


class Names:
    """Where a name leads to: written in full, after `da.`, or alone where only one thing bears
    it."""

    def __init__(self) -> None:
        entries = public_names.all_entries()
        self.classes: dict[str, str] = {}
        self.anywhere: dict[str, str] = {}
        self.within: dict[str, dict[str, str]] = {}
        self.packages = {public_names.short(package) for package in public_names.packages()} - {
            ROOT
        }
        for entry in entries:
            relative = (
                entry.name
                if entry.package == ROOT
                else f"{public_names.short(entry.package)}.{entry.name}"
            )
            spellings = [entry.full, f"da.{relative}", *([relative] if "." in relative else [])]
            if inspect.isclass(entry.value):
                self.classes.setdefault(entry.name, entry.full)
            if not inspect.isfunction(entry.value):
                spellings.append(entry.name)
            for spelling in spellings:
                self.anywhere.setdefault(spelling, entry.full)
                if inspect.isclass(entry.value):
                    for member in public_names.members(entry.value):
                        self.anywhere.setdefault(f"{spelling}.{member}", f"{entry.full}.{member}")
            self.within.setdefault(public_names.short(entry.package), {})[entry.name] = entry.full

    def target(self, text: str, package: str) -> str | None:
        """Return the full name that a text in code type means on a page of a package, if any."""
        text = text.strip().removesuffix("()")
        return self.anywhere.get(text) or self.within.get(package, {}).get(text)


def link(docname: str, doctree: nodes.document, names: Names) -> None:
    """Wrap the names of one page in references."""
    parts = docname.split("/")
    package = parts[1] if parts[0] == "reference" and len(parts) > 1 else ""
    here = _described(doctree)
    for literal in list(doctree.findall(nodes.literal)):
        target = names.target(literal.astext(), package)
        if (
            target
            and target not in here
            and not _is_linked(literal)
            and literal.astext() not in _own_words(literal)
        ):
            literal.replace_self(_reference(docname, target, literal.deepcopy()))
        elif (
            not package
            and literal.astext().removeprefix("da.") in names.packages
            and not _is_linked(literal)
        ):
            page = f"/reference/{literal.astext().removeprefix('da.')}"
            literal.replace_self(
                _reference(docname, page, literal.deepcopy(), domain="std", kind="doc")
            )
    for kind in (nodes.classifier, nodes.term):
        for words in list(doctree.findall(kind)):
            for text in [child for child in words.children if isinstance(child, nodes.Text)]:
                words.replace(text, _linked_words(docname, text.astext(), names.classes, here))


def _described(doctree: nodes.document) -> set[str]:
    """Return the full names that a page itself describes."""
    signatures = [node[0] for node in doctree.findall(desc)]
    return {f"{s['module']}.{s['fullname']}" for s in signatures if s.get("module")}


def _is_linked(node: nodes.Node) -> bool:
    while node.parent is not None:
        if isinstance(node, nodes.reference | pending_xref | nodes.title):
            return True
        node = node.parent
    return False


def _own_words(node: nodes.Node) -> set[str]:
    """Return the parameter names of the description that a node stands in: they mean themselves."""
    while node.parent is not None and not isinstance(node, desc):
        node = node.parent
    if not isinstance(node, desc):
        return set()
    return {strong.astext() for strong in node.findall(nodes.strong)}


def _linked_words(
    docname: str, text: str, classes: dict[str, str], here: set[str]
) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for part in _WORD.split(text):
        target = classes.get(part)
        if target and target not in here:
            made.append(_reference(docname, target, nodes.inline(part, part)))
        elif part:
            made.append(nodes.Text(part))
    return made


def _reference(
    docname: str, target: str, content: nodes.Node, domain: str = "py", kind: str = "obj"
) -> pending_xref:
    reference = pending_xref(
        "",
        content,
        refdomain=domain,
        reftype=kind,
        reftarget=target,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )
    reference["py:module"] = reference["py:class"] = None
    return reference

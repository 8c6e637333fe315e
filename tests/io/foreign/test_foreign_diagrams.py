"""The same random diagrams in the forms of three programs: each is read as it was before it was
written."""

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve, to_dict


def drawn(rng):
    """Return a diagram whose nodes have random parents before them, and tables with zeros here and
    there."""
    nodes, sizes, choices = [], {}, []
    for i in range(int(rng.integers(2, 7))):
        name, size = f"n{i}", int(rng.integers(1, 4))
        parents = [other for other in sizes if rng.random() < 0.5]
        labels = [f"{name}{letter}" for letter in "abc"[:size]]
        if rng.random() < 0.4:
            nodes.append(Choice(name, labels, [*dict.fromkeys([*choices, *parents])]))
            choices.append(name)
        else:
            table = rng.dirichlet(np.ones(size), [sizes[other] for other in parents]).round(4)
            table[..., 0] += 1 - table.sum(axis=-1)
            nodes.append(Uncertain(name, labels, np.abs(table), parents))
        sizes[name] = size
    for i in range(int(rng.integers(1, 3))):
        parents = [other for other in sizes if rng.random() < 0.6]
        nodes.append(
            Value(
                f"v{i}", rng.normal(0, 100, [sizes[other] for other in parents]).round(3), parents
            )
        )
    return InfluenceDiagram(nodes)


def parts(node):
    """Return kind, labels, parents and numbers of a node."""
    if isinstance(node, Choice):
        return "decision", node.options, node.knows, None
    if isinstance(node, Uncertain):
        return (
            "chance",
            node.states,
            node.given,
            " ".join(map(repr, node.probabilities.ravel().tolist())),
        )
    return "utility", (), node.of, " ".join(map(repr, np.ravel(node.payoffs).tolist()))


def as_net(nodes):
    text = "net { node_size = (80 40); }\n"
    for name, (kind, labels, _, _) in nodes.items():
        states = (
            f"states = ({' '.join(f'{chr(34)}{label}{chr(34)}' for label in labels)});"
            if labels
            else ""
        )
        text += f"{'node' if kind == 'chance' else kind} {name} {{ {states} position = (1 2); }}\n"
    for name, (_, _, parents, numbers) in nodes.items():
        data = "" if numbers is None else f"data = ( {numbers} );"
        text += f"potential ({name} | {' '.join(parents)}) {{ {data} }}  % {name}\n"
    return text


def as_bifxml(nodes):
    text = '<BIF VERSION="0.3"><NETWORK>'
    for name, (kind, labels, _, _) in nodes.items():
        outcomes = "".join(f"<OUTCOME>{label}</OUTCOME>" for label in labels)
        text += (
            f'<VARIABLE TYPE="{"nature" if kind == "chance" else kind}">'
            f"<NAME>{name}</NAME>{outcomes}</VARIABLE>\n"
        )
    for name, (_, _, parents, numbers) in nodes.items():
        given = "".join(f"<GIVEN>{parent}</GIVEN>" for parent in parents)
        table = "" if numbers is None else f"<TABLE>{numbers}</TABLE>"
        text += f"<DEFINITION><FOR>{name}</FOR>{given}{table}</DEFINITION>\n"
    return text + "</NETWORK></BIF>"


def as_xdsl(nodes):
    tags = {
        "chance": ("cpt", "probabilities"),
        "decision": ("decision", ""),
        "utility": ("utility", "utilities"),
    }
    text = '<smile version="1.0"><nodes>'
    for name, (kind, labels, parents, numbers) in nodes.items():
        tag, table = tags[kind]
        states = "".join(f'<state id="{label}"/>' for label in labels)
        above = f"<parents>{' '.join(parents)}</parents>" if parents else ""
        data = "" if numbers is None else f"<{table}>{numbers}</{table}>"
        text += f'<{tag} id="{name}">{states}{above}{data}</{tag}>\n'
    return text + "</nodes></smile>"


@pytest.mark.parametrize(
    ("write", "ending"), [(as_net, "net"), (as_bifxml, "bifxml"), (as_xdsl, "xdsl")]
)
def test_a_diagram_is_read_as_it_was_written(tmp_path, write, ending):
    rng = np.random.default_rng(12)
    path = tmp_path / f"diagram.{ending}"
    for _ in range(60):
        diagram = drawn(rng)
        path.write_text(
            write({name: parts(node) for name, node in diagram.nodes.items()}), encoding="utf-8"
        )
        again = io.load(path)
        assert to_dict(again) == to_dict(diagram)
        assert solve(again).value == solve(diagram).value

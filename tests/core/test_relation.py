"""Relations: cut, graph, and kernels of graphs with and without cycles."""

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_analysis as da
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def relation(size, arcs):
    matrix = np.zeros((size, size), dtype=bool)
    for a, b in arcs:
        matrix[a, b] = True
    return da.Relation(method="R", alternatives=tuple("abcdefgh"[:size]), matrix=matrix)


@pytest.mark.parametrize("degree", [-1e-9, 1.1, np.nan])
def test_degrees_lie_between_0_and_1(degree):
    with pytest.raises(InvalidInputError):
        da.Relation(method="R", alternatives=("a", "b"), matrix=[[1.0, degree], [0.0, 1.0]])


def brute_force_kernels(matrix):
    size = len(matrix)
    for members in itertools.chain.from_iterable(
        itertools.combinations(range(size), k) for k in range(size + 1)
    ):
        inside = np.isin(np.arange(size), members)
        independent = not matrix[np.ix_(inside, inside)].any()
        absorbing = (
            matrix[inside][:, ~inside].any(axis=0).all() if inside.any() else inside.size == 0
        )
        if independent and absorbing:
            yield set(members)


def test_kernel_of_a_chain_takes_every_second():
    assert relation(4, [(0, 1), (1, 2), (2, 3)]).kernel() == ("a", "c")


def test_cycle_is_contracted_and_named():
    cyclic = relation(4, [(0, 1), (1, 2), (2, 0), (2, 3)])
    with pytest.warns(DegenerateDataWarning, match="the cycle of 'a', 'b', 'c' was contracted"):
        assert cyclic.kernel() == ("a", "b", "c")


def test_exact_kernel_refuses_none_and_several():
    with pytest.raises(InvalidInputError, match="has no kernel"):
        relation(3, [(0, 1), (1, 2), (2, 0)]).kernel(cycles="exact")
    with pytest.raises(InvalidInputError, match=r"several kernels, \['.'\] and \['.'\]"):
        relation(2, [(0, 1), (1, 0)]).kernel(cycles="exact")
    ring = relation(6, [(i, (i + 1) % 6) for i in range(6)])
    with pytest.raises(InvalidInputError, match="several"):
        ring.kernel(cycles="exact")


def test_exact_kernel_refuses_large_cycles():
    size = 31
    matrix = np.roll(np.eye(size, dtype=bool), 1, axis=1)
    large = da.Relation(method="R", alternatives=tuple(f"a{i}" for i in range(size)), matrix=matrix)
    with pytest.raises(InvalidInputError, match="at most 30 alternatives on cycles; got 31"):
        large.kernel(cycles="exact")


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(*[st.integers(0, n - 1)] * 2)))
    )
)
def test_kernels_agree_with_enumeration(case):
    size, arcs = case
    arcs = {(a, b) for a, b in arcs if a != b}
    graph = relation(size, arcs)
    found = list(brute_force_kernels(graph.matrix))
    if len(found) == 1:
        exact = graph.kernel(cycles="exact")
        assert {graph.alternatives.index(label) for label in exact} == found[0]
    else:
        with pytest.raises(InvalidInputError):
            graph.kernel(cycles="exact")
    if all(a < b for a, b in arcs):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert graph.kernel() == graph.kernel(cycles="exact")


def test_cut_and_graph_of_a_graded_relation():
    graded = da.Relation(method="R", alternatives=("a", "b"), matrix=np.array([[0, 0.7], [0.4, 0]]))
    assert graded.cut(0.7).matrix.tolist() == [[False, True], [False, False]]
    assert graded.graph().edges["a", "b"] == {"weight": 0.7}
    with pytest.raises(InvalidInputError, match=r"crisp relation; cut the graded one"):
        graded.kernel()
    with pytest.raises(InvalidInputError, match=r"level must be in \(0, 1\]; got 0"):
        graded.cut(0)
    with pytest.raises(InvalidInputError, match="this one is crisp"):
        graded.cut(0.5).cut(0.5)


def test_batches_are_refused_where_labels_are_needed():
    batch = da.Relation(method="R", alternatives=("a", "b"), matrix=np.zeros((3, 2, 2), dtype=bool))
    for member in (batch.kernel, batch.graph):
        with pytest.raises(InvalidInputError, match="batch"):
            member()
    assert batch.at(0).kernel() == ("a", "b")

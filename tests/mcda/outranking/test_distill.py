"""Distillation: published pre-orders, against the definition written out, batches, refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError

# A test case of another implementation, which names no source for its twelve variants.
TWELVE = [
    [1, 1, 0.9977, 0.606, 1, 0.9977, 0.8175, 1, 0.803, 0.8775, 0.548, 0.5318],
    [1, 1, 0.9977, 0.4047, 0.9973, 0.9816, 0.7762, 1, 0.6612, 0.8775, 0.4951, 0.443],
    [0.7734, 0.8946, 1, 0.2775, 0.8041, 0.8014, 0.6083, 0.916, 0.499, 0.8775, 0.382, 0.3598],
    [0.85, 0.85, 0.9317, 1, 0.85, 0.9317, 0.7739, 0.916, 0.8742, 0.8775, 0.7464, 0.7912],
    [0.9786, 0.9854, 0.9977, 0.5903, 1, 0.9816, 0.7184, 1, 0.7288, 0.8775, 0.4546, 0.3839],
    [0.8946, 0.9014, 1, 0.5999, 0.916, 1, 0.7488, 0.916, 0.7128, 0.8775, 0.464, 0.464],
    [1, 1, 1, 0.691, 1, 1, 1, 1, 0.803, 0.8775, 0.6875, 0.6875],
    [0.5299, 0.7279, 0.7849, 0.2795, 0.7057, 0.5066, 0.3148, 1, 0.3638, 0.8118, 0.2394, 0.1979],
    [0.8692, 0.934, 1, 0.773, 0.9352, 0.9352, 0.7297, 1, 1, 0.8775, 0.7647, 0.8393],
    [0.5803, 0.8033, 0.9186, 0.3486, 0.7385, 0.5779, 0.4384, 0.916, 0.5775, 1, 0.4959, 0.3625],
    [0.8692, 0.934, 0.9317, 0.773, 0.8692, 0.8669, 0.8669, 1, 0.9688, 1, 1, 0.9977],
    [0.8692, 0.934, 0.9537, 0.7835, 0.8822, 0.8822, 0.8692, 1, 0.993, 1, 1, 1],
]
VARIANTS = [f"V{i}" for i in range(1, 13)]


def test_twelve_variants():
    result = mcda.distill(TWELVE, VARIANTS)
    assert [set(c) for c in result.descending] == [
        {"V11", "V12"},
        {"V4", "V7"},
        {"V9"},
        {"V1", "V6"},
        {"V5"},
        {"V2"},
        {"V10", "V3", "V8"},
    ]
    assert [set(c) for c in result.ascending] == [
        {"V11", "V12", "V4"},
        {"V7", "V9"},
        {"V1"},
        {"V2", "V5", "V6"},
        {"V10"},
        {"V3"},
        {"V8"},
    ]
    assert dict(zip(VARIANTS, result.ranks.tolist(), strict=True))["V4"] == 3


def written_out(credibility, best_first, slope=-0.15, intercept=0.30):
    """Roy (1978) for one matrix, with plain loops."""

    def s(level):
        return slope * level + intercept

    left, classes = set(range(len(credibility))), []
    while left:
        inner = set(left)
        level = max((credibility[a][b] for a in inner for b in inner if a != b), default=0)
        while True:
            below = [credibility[a][b] for a in inner for b in inner if a != b]
            level = max((degree for degree in below if degree < level - s(level) - 1e-9), default=0)

            def outranks(a, b, level=level):
                forth, back = credibility[a][b], credibility[b][a]
                return int(a != b and forth > level + 1e-9 and forth > back + s(forth) + 1e-9)

            quality = {a: sum(outranks(a, b) - outranks(b, a) for b in inner) for a in inner}
            extreme = (max if best_first else min)(quality.values())
            inner = {a for a in inner if quality[a] == extreme}
            if len(inner) == 1 or level == 0:
                break
        classes.append(inner)
        left -= inner
    return classes if best_first else classes[::-1]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([(-0.15, 0.30), (0.0, 0.0), (0.1, 0.05), (-0.3, 0.3)]),
)
def test_all_samples_together_follow_the_definition(seed, line):
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 7))
    matrices = rng.integers(0, 21, (5, size, size)) / 20
    result = mcda.distill(matrices, distillation=line)
    for k, matrix in enumerate(matrices):
        one = result.at(k)
        assert [{int(a) for a in c} for c in one.descending] == written_out(matrix, True, *line)
        assert [{int(a) for a in c} for c in one.ascending] == written_out(matrix, False, *line)


@pytest.mark.parametrize("decimals", [1, 2, 15])
def test_many_alternatives_follow_the_definition(decimals):
    # matrices are cut down as alternatives leave them, at different times in each sample
    matrices = np.random.default_rng(decimals).random((3, 22, 22)).round(decimals)
    matrices[1] *= np.tri(22)
    result = mcda.distill(matrices)
    for k, matrix in enumerate(matrices):
        one = result.at(k)
        assert [{int(a) for a in c} for c in one.descending] == written_out(matrix, True)
        assert [{int(a) for a in c} for c in one.ascending] == written_out(matrix, False)


def test_two_sample_axes_and_blocks(monkeypatch):
    matrices = np.random.default_rng(5).integers(0, 11, (4, 3, 6, 6)) / 10
    whole = mcda.distill(matrices)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 36 * 5)
    blocked = mcda.distill(matrices)
    assert whole.sample_shape == (4, 3)
    assert np.array_equal(whole.ranks, blocked.ranks)
    for s in np.ndindex(4, 3):
        assert mcda.distill(matrices[s]).ranks.tolist() == whole.ranks[s].tolist()


def test_the_diagonal_is_not_used():
    zeros = np.array(TWELVE)
    np.fill_diagonal(zeros, 0)
    assert mcda.distill(zeros, VARIANTS).descending == mcda.distill(TWELVE, VARIANTS).descending


def test_matrix_and_ranks_follow_from_the_pre_orders():
    result = mcda.distill(TWELVE, VARIANTS)
    at = {label: i for i, label in enumerate(VARIANTS)}
    assert result.matrix[at["V11"], at["V12"]]
    assert result.matrix[at["V12"], at["V11"]]
    assert result.matrix[at["V11"], at["V4"]]
    assert not result.matrix[at["V4"], at["V11"]]
    assert result.matrix[at["V6"], at["V5"]]
    assert not result.matrix.diagonal().any()
    first = [result.ranks[at[label]] for label in ("V11", "V12", "V4", "V7")]
    assert first == [1, 1, 3, 4]


def test_labels_that_begin_alike_stay_apart():
    credibility = np.where(np.tri(11, dtype=bool).T, 1.0, 0.0)
    result = mcda.distill(credibility, [f"a{i}" for i in range(11)])
    assert result.descending == tuple((f"a{i}",) for i in range(11))
    assert result.ascending == result.descending


def test_all_alike_are_one_class():
    for degree in (0.0, 0.7, 1.0):
        result = mcda.distill(np.full((3, 3), degree), ["x", "y", "z"])
        assert result.descending == result.ascending == (("x", "y", "z"),)
        assert result.ranks.tolist() == [1, 1, 1]
    assert mcda.distill([[1.0]]).descending == (("0",),)


@pytest.mark.parametrize(
    "exact",
    [
        [[1, 0.8], [0.62, 1]],  # .8 is just not s(.8) = .18 above .62
        [[1, 1, 0.2], [0.2, 1, 0.85], [0.6, 0.3, 1]],  # .85 is just not below 1 - s(1)
    ],
)
def test_rounding_does_not_tell_degrees_apart(exact):
    noise = np.random.default_rng(7).uniform(-1e-14, 1e-14, (200, len(exact), len(exact)))
    shaken = np.clip(exact + noise, 0, 1)
    assert (mcda.distill(shaken).ranks == mcda.distill(exact).ranks).all()


def test_members_made_of_labels_need_one_sample():
    batch = mcda.distill(np.ones((2, 3, 3)))
    for member in ("descending", "ascending"):
        with pytest.raises(
            InvalidInputError, match=rf"{member} needs one sample, got a batch \(2,\)"
        ):
            getattr(batch, member)
    assert batch.ranks.shape == (2, 3)
    assert "samples (2,)" in repr(batch)


@pytest.mark.parametrize(
    ("credibility", "options", "message"),
    [
        ([[1, 0, 0], [0, 1, 0]], {}, r"credibility must have shape \(..., A, A\); got \(2, 3\)"),
        ([0.5, 0.5], {}, r"credibility must have shape \(..., A, A\); got \(2,\)"),
        ([[1, 1.2], [0, 1]], {"alternatives": ["a", "b"]}, r"in \[0, 1\]; got 1.2 of 'a' over 'b'"),
        ([[1, np.nan], [0, 1]], {}, r"credibility must be finite; got nan at \(0, 1\)"),
        ([["1", "0"], ["0", "1"]], {}, "credibility must be numbers; got strings"),
        (
            [[1, 0], [0, 1]],
            {"alternatives": ["a"]},
            r"need 2 alternatives, one for each row; got \['a'\]",
        ),
        ([[1, 0], [0, 1]], {"alternatives": ["a", "a"]}, "alternatives must not repeat"),
        (
            [[1, 0], [0, 1]],
            {"distillation": (-0.5, 0.3)},
            r"s\(lambda\) .* >= 0, .*; got 0.3 at 0 and -0.2 at 1",
        ),
        (
            [[1, 0], [0, 1]],
            {"distillation": (0.5, -0.3)},
            r"s\(lambda\) .* >= 0, .*; got -0.3 at 0 and 0.2 at 1",
        ),
        (
            [[1, 0], [0, 1]],
            {"distillation": 0.3},
            r"distillation must be \(slope, intercept\); got 0.3",
        ),
    ],
)
def test_refusals(credibility, options, message):
    with pytest.raises(InvalidInputError, match=rf"distill\(\): .*{message}"):
        mcda.distill(credibility, **options)


def test_a_frame_of_credibilities_is_read_by_its_labels():
    frame = pd.DataFrame(TWELVE, VARIANTS, VARIANTS)
    right = mcda.distill(TWELVE, VARIANTS)
    assert mcda.distill(frame.iloc[:, ::-1]).equals(right)
    assert mcda.distill(frame.iloc[::-1, ::-1], VARIANTS).equals(right)
    assert mcda.distill([frame, frame.iloc[::-1]]).at(1).equals(right)
    with pytest.raises(
        InvalidInputError, match=r"credibility must name each alternative once; .*unknown \['V12'\]"
    ):
        mcda.distill(frame, [*VARIANTS[:-1], "V13"])

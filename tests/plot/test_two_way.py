"""`plot.two_way`: the regions, their legend, ties, and what is refused."""

from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Parameter, Parameters, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import two_way

PARAMETERS = Parameters(
    [Parameter("p", 0.5, low=0, high=1), Parameter("prize", 100, low=0, high=200)]
)


def model(given):
    rows = {"safe": [45.0], "risky": [given["p"] * given["prize"]], "never": [-1.0]}
    return DecisionTable.from_rows(rows, ["payoff"])


def drawn(**options):
    return plot.two_way(
        two_way(model, PARAMETERS, ("p", "prize"), **options), ax=Figure().subplots()
    )


def test_each_cell_has_the_best_alternative_and_the_legend_names_those_that_are():
    ax = drawn(grid=([0.2, 0.8], [50, 150, 100]))
    (mesh,) = ax.collections
    assert np.asarray(mesh.get_array()).tolist() == [[0, 0], [0, 1], [0, 1]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["safe", "risky"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("p", "prize")


def test_cells_stand_around_their_points_in_the_colors_of_the_legend():
    ax = drawn(grid=([0.8, 0.2, 0.4], [150, 50, 250]))
    (mesh,) = ax.collections
    corners = mesh.get_coordinates()
    np.testing.assert_allclose(corners[0, :, 0], [0.1, 0.3, 0.6, 1.0])
    np.testing.assert_allclose(corners[:, 0, 1], [0, 100, 200, 300])
    assert np.asarray(mesh.get_array()).tolist() == [[0, 0, 0], [0, 1, 1], [1, 1, 1]]
    mesh.update_scalarmappable()
    painted = {tuple(color) for color in mesh.get_facecolor().round(6).tolist()}
    safe, risky = (patch.get_facecolor() for patch in ax.get_legend().get_patches())
    assert painted == {tuple(np.round(safe, 6).tolist()), tuple(np.round(risky, 6).tolist())}
    np.testing.assert_allclose(mesh.get_facecolor()[0], safe)
    np.testing.assert_allclose(mesh.get_facecolor()[-1], risky)


def test_many_alternatives_have_a_color_each():
    def ladder(given):
        rows = {f"a{i}": [i * given["p"] - i * i / 40] for i in range(15)}
        return DecisionTable.from_rows(rows, ["payoff"])

    regions = two_way(ladder, PARAMETERS, ("p", "prize"), quantiles=None, n_points=60)
    ax = plot.two_way(regions, top=15, ax=Figure().subplots())
    colors = {patch.get_facecolor() for patch in ax.get_legend().get_patches()}
    assert len(colors) == len(ax.get_legend().get_texts()) == 15


def test_ties_have_a_dot():
    (dots,) = drawn(grid=([0.8, 0.45], [100.0])).lines
    assert dots.get_xydata().tolist() == [[0.45, 100.0]]


def test_without_axes_a_figure_is_made_and_not_shown():
    ax = plot.two_way(two_way(model, PARAMETERS, ("p", "prize"), n_points=3))
    plt.close(ax.figure)


def test_bad_input_is_refused():
    with pytest.raises(InvalidInputError, match="two_way\\(\\): result must be"):
        plot.two_way(3)
    with pytest.raises(InvalidInputError, match="values of 'p' must not repeat"):
        drawn(grid=([0.2, 0.2], [1.0]))


def test_of_many_regions_the_largest_are_colored_and_the_others_told():
    def ladder(given):
        rows = {f"a{i}": [i * given["p"] - i * i / 40] for i in range(15)}
        return DecisionTable.from_rows(rows, ["payoff"])

    regions = two_way(ladder, PARAMETERS, ("p", "prize"), quantiles=None, n_points=60)
    ax = plot.two_way(regions, top=2, title="Ladder")
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    sizes = Counter(label for row in regions.best for label in row)
    assert sum(sizes[name] for name in legend[:2]) == sum(sorted(sizes.values())[-2:])
    assert legend[2] == f"{len(sizes) - 2} others"
    assert ax.get_title(loc="left").startswith("Ladder\ntop 2 of ")
    colored = np.isin(
        regions.is_best.argmax(axis=-1), [regions.alternatives.index(name) for name in legend[:2]]
    )
    cells = ax.collections[0].get_array().reshape(colored.shape)
    np.testing.assert_array_equal(np.asarray(cells) < 2, colored)

"""Parameters say whether others are the same, also by distributions that are not the same
object."""

import enum

import numpy as np
import pytest
import scipy.stats

from decision_analysis import DecisionTable, Parameter, Parameters, io


class Word(enum.StrEnum):
    FEE = "fee"
    EUR = "EUR"
    LOW = "min"
    HOME = "home"
    OUT = "out"


def parameters(scale=2.0, low=1.0, names=("fee", "walk", "wait")):
    fee, walk, wait = names
    gamma = scipy.stats.gamma(np.array(3.0), scale=scale)
    return Parameters(
        [Parameter(fee, 5, gamma), Parameter(walk, 2, low=low, high=4), Parameter(wait, 1)]
    )


@pytest.mark.parametrize(
    "other",
    [
        parameters(scale=2.5),
        parameters(low=0.5),
        parameters(names=("fees", "walk", "wait")),
        Parameters([*parameters().values()][::-1]),
        Parameters([*parameters().values()][:2]),
        Parameters([Parameter("fee", 5, scipy.stats.norm(3, 2)), *list(parameters().values())[1:]]),
        Parameters([Parameter("fee", 5), *list(parameters().values())[1:]]),
        None,
    ],
)
def test_parameters_are_the_same_where_they_say_the_same(other):
    assert parameters().equals(parameters())
    assert not parameters().equals(other)


def test_a_distribution_of_ones_own_is_the_same_as_itself():
    class Mine:
        def ppf(self, u):
            return np.asarray(u)

    mine = Mine()
    assert Parameters([Parameter("a", 1, mine)]).equals(Parameters([Parameter("a", 1, mine)]))
    assert not Parameters([Parameter("a", 1, mine)]).equals(Parameters([Parameter("a", 1, Mine())]))


@pytest.mark.parametrize("word", [Word, np.str_])
@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_labels_of_any_kind_of_text_are_saved(word, ending, tmp_path):
    fee, home, out = map(word, ("fee", "home", "out"))
    judged = Parameters([Parameter(fee, 5, low=1, high=9, unit=word("EUR"), source=word("home"))])
    table = DecisionTable([[1], [2]], {fee: word("min")}, [home, out])
    for name, obj in {"parameters": judged, "table": table}.items():
        io.save(obj, tmp_path / f"{name}.{ending}")
        assert io.load(tmp_path / f"{name}.{ending}").equals(obj)
    assert {
        type(text)
        for text in (*judged, judged["fee"].unit, *table.alternatives, table.criteria[0].name)
    } == {str}
    assert type(table.criteria[0].goal) is str

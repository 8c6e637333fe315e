"""The outline of a tree, cut where it gets long."""

import numpy as np

from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    Terminal,
    clairvoyance,
    consequences,
    efficient_strategies,
    risk_profile,
    rollback,
    score_strategies,
    stability,
    strategies,
)


def test_repr_is_an_outline_that_is_cut_where_it_gets_long():
    tree = Decision(
        "test",
        {"yes": Chance("c", {"a": (np.array([0.2, 0.4]), 1), "b": (REST, {"x": 2})}, -10), "no": 0},
    )
    assert repr(tree).splitlines() == [
        "Decision 'test'",
        "   yes: Chance 'c'  payoff -10",
        "      a (0.2 to 0.4 in samples (2,)): Terminal  payoff 1",
        "      b (REST): Terminal  payoff x 2",
        "   no: Terminal  payoff 0",
    ]
    wide = repr(Decision("d", {f"o{i}": i for i in range(100)}))
    assert wide.splitlines()[-1] == "... 101 nodes in all"
    assert len(wide.splitlines()) == 41
    deep = Terminal(1)
    for _ in range(20):
        deep = Decision("d", {"on": deep})
    assert "nodes below" in repr(deep)


def test_names_with_line_breaks_are_shown_on_one_line():
    tree = Decision(
        "a\nb", {"yes\nno": Chance("c\td", {"u\r\nv": (1, {"co\nst": 1})}), "x": {"co\nst": 0}}
    )
    assert repr(tree).splitlines() == [
        r"Decision 'a\nb'",
        r"   yes\nno: Chance 'c\td'",
        r"      u\r\nv (1): Terminal  payoff co\nst 1",
        r"   x: Terminal  payoff co\nst 0",
    ]
    assert r"a\nb=yes\nno" in repr(strategies(tree))
    results = [
        rollback(tree),
        strategies(tree),
        consequences(tree, ["co\nst"]),
        risk_profile(tree),
        stability(tree),
        score_strategies(tree, "maximin"),
        efficient_strategies(tree, ["co\nst"]),
        clairvoyance(tree, "c\td"),
    ]
    for result in results:
        shown = repr(result)
        assert not {"b=yes", "b", "st", "no", "d"} & {
            word for line in shown.splitlines() for word in line.split()[:1]
        }

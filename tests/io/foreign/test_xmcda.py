"""XMCDA: a real problem with its answer, versions 2, 3 and 4, several files, and each refusal by
line."""

import pathlib
import warnings

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import io, mcda
from decision_analysis.errors import InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"
SPACES = {
    2: "http://www.decision-deck.org/2012/XMCDA-2.2.0",
    3: "http://www.decision-deck.org/2019/XMCDA-3.1.1",
    4: "http://www.decision-deck.org/2021/XMCDA-4.0.0",
}


def xmcda(*parts, version=3):
    """Return a document; its parts begin in line 2."""
    inner = "\n".join(parts)
    if version == 4:
        return f'<xmcda xmlns="{SPACES[4]}">\n{inner}\n</xmcda>\n'
    return f'<xmcda:XMCDA xmlns:xmcda="{SPACES[version]}">\n{inner}\n</xmcda:XMCDA>\n'


def real(number):
    return f"<values><value><real>{number}</real></value></values>"


def cell(criterion, value):
    return f"<performance><criterionID>{criterion}</criterionID>{value}</performance>"


def table(rows):
    """Return a table of numbers, or of values written out, by alternative and criterion."""
    return (
        "<performanceTable>"
        + "".join(
            f"<alternativePerformances><alternativeID>{name}</alternativeID>"
            + "".join(cell(c, v if isinstance(v, str) else real(v)) for c, v in cells.items())
            + "</alternativePerformances>"
            for name, cells in rows.items()
        )
        + "</performanceTable>"
    )


def criteria(*names):
    return "<criteria>" + "".join(f'<criterion id="{name}"/>' for name in names) + "</criteria>"


def scale(criterion, inner, tag="criterionScale"):
    return (
        f"<criteriaScales><{tag}><criterionID>{criterion}</criterionID><scales><scale>{inner}"
        f"</scale></scales></{tag}></criteriaScales>"
    )


def goal(criterion, direction, more="", tag="criterionScale"):
    said = f"<preferenceDirection>{direction}</preferenceDirection>"
    return scale(criterion, f"<quantitative>{said}{more}</quantitative>", tag)


def weights(values, attributes=""):
    return (
        f"<criteriaValues{attributes}>"
        + "".join(
            f"<criterionValue><criterionID>{c}</criterionID>{real(w)}</criterionValue>"
            for c, w in values.items()
        )
        + "</criteriaValues>"
    )


def threshold(criterion, kind, inner):
    return (
        f"<criteriaThresholds><criterionThreshold><criterionID>{criterion}</criterionID>"
        f'<thresholds><threshold mcdaConcept="{kind}">{inner}</threshold></thresholds>'
        "</criterionThreshold></criteriaThresholds>"
    )


def bounding(category, **bounds):
    inside = "".join(
        f"<{side}Bound><alternativeID>{name}</alternativeID></{side}Bound>"
        for side, name in bounds.items()
    )
    return (
        f"<categoryProfile><categoryID>{category}</categoryID><bounding>{inside}</bounding>"
        "</categoryProfile>"
    )


def central(category, name):
    return (
        f"<categoryProfile><categoryID>{category}</categoryID><central><alternativeID>{name}"
        "</alternativeID></central></categoryProfile>"
    )


def profiles(*parts):
    return f"<categoriesProfiles>{''.join(parts)}</categoriesProfiles>"


def ranks(**values):
    return (
        '<categoriesValues mcdaConcept="rank">'
        + "".join(
            f"<categoryValue><categoryID>{name}</categoryID>{real(rank)}</categoryValue>"
            for name, rank in values.items()
        )
        + "</categoriesValues>"
    )


BOTH = [goal("c", "max"), goal("d", "min")]
ROWS = {"a": {"c": 1, "d": 2}, "b": {"c": 3, "d": 4}}
LIMITS = {"p": {"c": 0, "d": 9}, "q": {"c": 2, "d": 3}}


@pytest.fixture
def load(tmp_path):
    def load(*parts, version=3, **options):
        path = tmp_path / "x.xml"
        path.write_text(xmcda(*parts, version=version), encoding="utf-8")
        return io.load(path, **options)

    return load


def refused(load, *parts, **options):
    with pytest.raises(InvalidModelError) as caught:
        load(*parts, **options)
    return str(caught.value)


def test_six_real_cars_give_the_assignments_that_j_mcda_printed():
    problem = io.load(DATA / "six_cars.xml")
    assert problem.left_out == ()
    assert problem.categories == ("Bad", "Medium", "Good")
    assert problem.profiles.alternatives == ("pBM", "pMG")
    assert problem.table.alternatives == ("a01", "a02", "a03", "a04", "a05", "a06")
    assert problem.table.criteria[0] == da.Criterion("c01", "min", description="Price")
    assert problem.names["alternatives"]["a03"] == "BMW 118"
    options = {"profiles": problem.profiles, "categories": problem.categories}
    result = mcda.electre_tri(problem.table, problem.weights, **options, **problem.thresholds)
    assert result.as_dict() == problem.assignments
    # the file of the other rule holds Good, and Medium five times
    best = mcda.electre_tri(
        problem.table, problem.weights, rule="optimistic", **options, **problem.thresholds
    )
    assert [best.as_dict()[name] for name in problem.table.alternatives] == [
        "Good",
        *["Medium"] * 5,
    ]


@pytest.mark.parametrize("version", [3, 4])
def test_a_problem_in_one_file_of_version_3_or_4(load, version):
    tag = "criterionScale" if version == 3 else "criterionScales"
    named = '<criteria><criterion id="c" name="Comfort"/><criterion id="d"/></criteria>'
    linear = "<affine><type>direct</type><slope><real>0.5</real></slope><intercept><integer>1"
    problem = load(
        named,
        goal("c", "MAX", tag=tag),
        goal("d", "min", tag=tag),
        table(ROWS),
        table(LIMITS),
        weights({"c": 2, "d": 1}),
        threshold("c", "indifference", "<constant><real>0.25</real></constant>"),
        threshold("d", "Preference threshold", linear + "</integer></intercept></affine>"),
        profiles(
            bounding("mid", lower="p", upper="q"),
            bounding("low", upper="p"),
            bounding("top", lower="q"),
        ),
        "<programParameters><parameter id='cut'/></programParameters>",
        version=version,
    )
    assert problem.table.equals(
        da.DecisionTable(
            [[1, 2], [3, 4]],
            [da.Criterion("c", "max", description="Comfort"), da.Criterion("d", "min")],
            ["a", "b"],
        )
    )
    assert problem.profiles.alternatives == ("p", "q")
    assert problem.categories == ("low", "mid", "top")
    assert problem.weights == {"c": 2.0, "d": 1.0}
    assert problem.thresholds == {
        "indifference": {"c": 0.25},
        "preference": {"d": mcda.Affine(0.5, 1)},
    }
    assert [told.split(":", 1)[1] for told in problem.left_out] == ["11: <programParameters>"]
    assert "2 profiles, 3 categories\n    left out: " in repr(problem)


def test_files_together_are_one_problem_and_so_is_a_folder(tmp_path):
    alternatives = '<alternatives><alternative id="a"/><alternative id="b"/></alternatives>'
    parts = {
        "alternatives.xml": [alternatives],
        # services repeat what others define
        "again.xml": [alternatives],
        "criteria.xml": [criteria("c", "d"), *BOTH],
        "performances.xml": [table(ROWS)],
        "weights.xml": [weights({"c": 2, "d": 1})],
        "messages.xml": ["<programExecutionResult/>"],
    }
    for name, inside in parts.items():
        (tmp_path / name).write_text(xmcda(*inside))
    (tmp_path / "notes.txt").write_text("no XML")
    folder = io.load(tmp_path)
    listed = io.load([tmp_path / name for name in parts], format="xmcda")
    assert folder.table.equals(listed.table)
    assert folder.weights == {"c": 2, "d": 1}
    assert folder.left_out == (f"{tmp_path / 'messages.xml'}:2: <programExecutionResult>",)
    np.testing.assert_array_equal(folder.table.values, [[1, 2], [3, 4]])
    # without the table the rest is read
    rest = io.load([tmp_path / "criteria.xml", tmp_path / "weights.xml"])
    assert rest.table is None
    assert rest.weights == {"c": 2, "d": 1}


def test_a_problem_comes_back_as_it_was_saved(tmp_path, load):
    made = [da.Criterion("rent", "min", description="a < b & c"), "light"]
    problem = io.XmcdaProblem(
        table=da.DecisionTable([[4, 0.1], [3, 1e-300]], made, ["a", 'é "b"']),
        weights={"light": 1 / 3, "rent": 2},
        thresholds={
            "indifference": {"rent": mcda.Affine(-0.5, 3), "light": 0},
            "veto": {"light": 1},
        },
        profiles=da.DecisionTable([[5, 0], [3, 0.1]], made, ["p", "q"]),
        categories=["bad", "ok", "good"],
        assignments={"a": "ok"},
        names={"alternatives": {"a": "Flat A"}, "categories": {"ok": "so so"}},
    )
    path = tmp_path / "out.xml"
    io.save(problem, path)
    again = io.load(path)
    for part in ("thresholds", "categories", "assignments", "weights"):
        assert getattr(again, part) == getattr(problem, part)
    assert again.table.equals(problem.table)
    assert again.profiles.equals(problem.profiles)
    assert again.names == {**problem.names, "criteria": {"rent": "a < b & c"}}
    assert again.left_out == ()
    # a table alone, and central profiles
    io.save(problem.table, path, format="xmcda")
    assert io.load(path).table.equals(problem.table)
    two = io.XmcdaProblem(profiles=problem.profiles, categories=["bad", "good"])
    io.save(two, path)
    assert io.load(path).categories == ("bad", "good")
    assert io.load(path).table is None


def test_what_xmcda_cannot_express_is_not_written(tmp_path):
    path = tmp_path / "out.xml"
    with pytest.raises(InvalidModelError, match=r"samples cannot be expressed; got \(2,\)"):
        io.save(da.DecisionTable([[[1]], [[2]]], ["c"], ["a"]), path)
    with pytest.raises(InvalidModelError, match="criterion 'c': unit 'EUR' cannot be expressed"):
        io.save(da.DecisionTable([[1]], [da.Criterion("c", unit="EUR")], ["a"]), path)
    with pytest.raises(InvalidModelError, match=r"' a' cannot be expressed.*\n.*'b\\x00'"):
        io.save(da.DecisionTable([[1], [2]], ["c"], [" a", "b\0"]), path)
    with pytest.raises(InvalidModelError, match="order of 2 categories must be said by"):
        io.save(io.XmcdaProblem(categories=["x", "y"]), path)
    with pytest.raises(InvalidInputError, match="a DecisionTable or an XmcdaProblem for XMCDA"):
        io.save(da.trees.Terminal(1), path)
    assert not path.exists()


def test_weights_are_the_list_that_is_called_so_or_the_only_one(load):
    base = [criteria("c", "d")]
    other = weights({"c": 5, "d": 5}, ' mcdaConcept="reinforcement"')
    importance = weights({"c": 2, "d": 1}, ' mcdaConcept="Importance"')
    assert load(*base, other).weights is None
    assert load(*base, weights({"c": 2, "d": 1})).weights == {"c": 2, "d": 1}
    both = load(*base, other, importance)
    assert both.weights == {"c": 2, "d": 1}
    assert both.left_out[0].endswith(":3: <criteriaValues mcdaConcept='reinforcement'>")
    # two that say nothing could be either
    assert load(*base, weights({"c": 1, "d": 1}), weights({"c": 2, "d": 2})).weights is None
    assert "weights must be given once" in refused(load, *base, importance, importance)
    assert "missing ['d']" in refused(load, *base, weights({"c": 2}))
    sets = "<criteriaValues><criterionValue><criteriaSetID>s</criteriaSetID>" + real(1)
    found = load(*base, sets + "</criterionValue></criteriaValues>")
    assert found.weights is None
    assert "of sets of criteria" in found.left_out[0]


def test_weights_and_thresholds_of_version_2_stand_within_the_criteria(load):
    inner = (
        "<scale><quantitative><preferenceDirection>max</preferenceDirection></quantitative></scale>"
        '<thresholds><threshold id="q" name="indifference"><linear><slope><real>0.1</real></slope>'
        "<intercept><real>2</real></intercept></linear></threshold>"
        '<threshold mcdaConcept="weakVeto"><constant><real>9</real></constant></threshold>'
        "</thresholds><criterionValue><value><integer>3</integer></value></criterionValue>"
    )
    problem = load(
        f'<criteria><criterion id="c">{inner}</criterion></criteria>',
        table(
            {
                "a": {
                    "c": "<value><rational><numerator>1</numerator><denominator>4</denominator>"
                    "</rational></value>"
                }
            }
        ),
        version=2,
    )
    assert problem.weights == {"c": 3}
    assert problem.thresholds == {"indifference": {"c": mcda.Affine(0.1, 2)}}
    assert problem.table.values.tolist() == [[0.25]]
    assert "<threshold mcdaConcept='weakVeto'>" in problem.left_out[0]


def test_labels_count_as_their_scale_says_and_no_other_way(load):
    label = "<values><value><label>{}</label></value></values>"
    old = "".join(
        f"<rankedLabel><label>{word}</label><rank>{rank}</rank></rankedLabel>"
        for word, rank in {"bad": 3, "good": 1}.items()
    )
    new = (
        "<valuedLabels>"
        + "".join(
            f"<valuedLabel><label>{word}</label><value><real>{n}</real></value></valuedLabel>"
            for word, n in {"bad": 0, "good": 9.5}.items()
        )
        + "</valuedLabels>"
    )
    head = "<preferenceDirection>min</preferenceDirection>"
    rows = table({"a": {"c": label.format("good")}, "b": {"c": label.format("bad")}})
    for labels, expected in ((old, [[1], [3]]), (new, [[9.5], [0]])):
        problem = load(scale("c", f"<qualitative>{head}{labels}</qualitative>"), rows)
        assert problem.table.values.tolist() == expected
    worse = table({"a": {"c": label.format("fair")}, "b": {"c": 7}})
    told = refused(load, scale("c", f"<qualitative>{head}{new}</qualitative>"), worse)
    assert "'fair'; its scale has ['bad', 'good']" in told
    assert "must be a number of its scale, [0.0, 9.5]; got 7" in told
    told = refused(load, goal("c", "max"), table({"a": {"c": label.format("good")}}))
    assert "x.xml:3: performance of 'a' on 'c': must be a number, or a label" in told


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("<values><value><NA/></value></values>", "must be known; it is missing (<NA>)"),
        (real("NaN"), "must be a finite number; got 'NaN'"),
        (real("INF"), "must be a finite number; got 'INF'"),
        (real("1e999"), "must be a finite number; got '1e999'"),
        (real("1,5"), "must be a finite number; got '1,5'"),
        (real(""), "must be a finite number; got ''"),
        (real(-999), "must be on its scale, 0 to any; got -999 (a missing value is <NA/>)"),
        ("<value>5</value>", "must have one typed value, such as <real>; got '5'"),
        ("", "must have one value; got none"),
        (real(1) + real(2), "must have one value; got 2"),
        (
            "<value><interval><lowerBound><real>1</real></lowerBound></interval></value>",
            "must be one number; <interval> cannot be expressed",
        ),
        ("<value><fuzzyNumber/></value>", "<fuzzyNumber> cannot be expressed"),
        (
            "<value><rational><numerator>1</numerator><denominator>0</denominator></rational>"
            "</value>",
            "must be a finite number; got '1/0'",
        ),
    ],
)
def test_what_is_no_number_is_refused_with_its_line(load, value, message):
    bounded = goal("c", "max", "<minimum><real>0</real></minimum>")
    rows = table({"a": {"c": 1}, "b": {"c": value}}).replace("<performance>", "\n<performance>")
    told = refused(load, bounded, rows)
    assert "x.xml:5: performance of 'b' on 'c': " in told
    assert message in told


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([table({"a": {"c": 1}, "b": {"d": 1}})], "alternative 'a': must have a performance on"),
        ([criteria("c"), table(ROWS)], "criterion 'd' must be defined in <criteria>"),
        ([criteria("c", "c"), table({"a": {"c": 1}})], "criterion 'c': is defined at"),
        ([criteria(""), table(ROWS)], "<criterion> must have an id; got none"),
        (
            ["<alternatives><alternative id='a'/></alternatives>", table(ROWS)],
            "alternative 'b' must be defined in <alternatives>",
        ),
        (
            [
                "<alternatives><alternative id='a'/><alternative id='z'/></alternatives>",
                table({"a": ROWS["a"]}),
            ],
            "x.xml:4: alternative 'z': must have a performance on each criterion; missing ['c',",
        ),
        ([table(ROWS), table({"b": {"c": 7}})], "performance of 'b' on 'c': must be given once"),
        (
            [table({"a": {"e": 1}})],
            "criterion 'e': must have a preferenceDirection, or its goal in",
        ),
        ([goal("c", "max"), table(ROWS)], "criterion 'c': must have one scale; got another"),
        (
            [goal("e", "min", "<preferenceDirection>max</preferenceDirection>")],
            "criterion 'e': <preferenceDirection> must stand once",
        ),
        (
            [
                "<alternatives><alternative id='a'><active>true</active><active>false</active>"
                "</alternative></alternatives>"
            ],
            "<active> must stand once; got 2",
        ),
        (
            [
                threshold(
                    "c",
                    "veto",
                    "<affine><type>inverse</type><slope><real>0.1</real></slope>"
                    "<intercept><real>1</real></intercept></affine>",
                )
            ],
            "a threshold of the better performance cannot be expressed; got type 'inverse'",
        ),
        ([threshold("c", "veto", "<points/>")], "veto of 'c': must be <constant>, <linear> or"),
        (
            [threshold("c", "veto", "<linear><slope><real>0.1</real></slope></linear>")],
            "veto of 'c': must have one <intercept>; got none",
        ),
        (
            [table(ROWS), weights({"c": 1, "d": 1, "e": 1})],
            "weights must name each criterion once; unknown ['e']",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(load, parts, message):
    assert message in refused(load, *BOTH, *parts)


def test_goals_stand_in_for_those_that_no_file_says(load):
    told = refused(load, table(ROWS), goals={"c": "max"})
    assert "x.xml:1: criterion 'd': must have a preferenceDirection" in told
    problem = load(table(ROWS), goal("c", "max"), goals={"d": "min"})
    assert [criterion.goal for criterion in problem.table.criteria] == ["max", "min"]
    assert "has goal 'max'; got 'min' in goals" in refused(
        load, table(ROWS), *BOTH, goals={"c": "min"}
    )
    with pytest.raises(InvalidInputError, match=r"goals must name criteria.*unknown \['x'\]"):
        load(table(ROWS), *BOTH, goals={"x": "min"})
    with pytest.raises(InvalidInputError, match="units must be left out for XMCDA"):
        load(table(ROWS), *BOTH, units={"c": "EUR"})


def test_what_is_not_active_or_fictive_is_left_out_by_name(load):
    problem = load(
        "<criteria><criterion id='c'/><criterion id='d'><active>false</active></criterion>"
        "</criteria>",
        "<alternatives><alternative id='a'/><alternative id='b'><active>0</active></alternative>",
        "<alternative id='f'><type>fictive</type></alternative></alternatives>",
        goal("c", "max"),
        table({**ROWS, "f": {"c": 1}}),
        weights({"c": 1, "d": 9}),
    )
    assert problem.table.values.tolist() == [[1]]
    assert problem.weights == {"c": 1}
    assert [told.rpartition(": ")[2] for told in problem.left_out] == [
        "criterion 'd', which is not active",
        "alternative 'b', which is not active",
        "alternative 'f', which is fictive and no profile",
    ]


def test_the_order_of_categories_is_that_of_their_profiles_never_of_ranks_alone(load):
    named = "<categories><category id='x'/><category id='y'/></categories>"
    cut = profiles(bounding("x", upper="q"), bounding("y", lower="q"))
    # some programs rank the best first, others last
    for first, last in ((1, 2), (2, 1)):
        problem = load(*BOTH, named, ranks(x=first, y=last), cut)
        assert problem.categories == ("x", "y")
        assert "profile 'q', which has no performances" in problem.left_out[0]
        alone = load(named, ranks(x=first, y=last))
        assert alone.categories is None
        assert "no profiles say which of them is better" in alone.left_out[0]
    # central profiles: by dominance
    middle = profiles(central("x", "q"), central("y", "p"))
    problem = load(*BOTH, named, ranks(x=1, y=2), middle, table(LIMITS))
    assert problem.categories == ("y", "x")
    assert problem.profiles.alternatives == ("p", "q")
    crossed = load(*BOTH, middle, table({"p": {"c": 0, "d": 1}, "q": {"c": 2, "d": 3}}))
    assert (crossed.categories, crossed.profiles) == (None, None)
    assert "neither of 'p' and 'q' dominates" in crossed.left_out[0]


def test_profiles_that_bound_one_category_alone_are_named(load):
    both = profiles(bounding("x", lower="o", upper="q"), bounding("y", lower="q", upper="r"))
    rows = {"o": {"c": -9, "d": 9}, "q": {"c": 1, "d": 1}, "r": {"c": 9, "d": 0}}
    problem = load(*BOTH, both, table(rows))
    assert problem.profiles.alternatives == ("q",)
    assert problem.categories == ("x", "y")
    assert [told.rpartition(": ")[2] for told in problem.left_out] == [
        "profile 'o', which parts no two categories",
        "profile 'r', which parts no two categories",
    ]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            [
                profiles(
                    bounding("x", upper="q"),
                    bounding("y", lower="q", upper="p"),
                    bounding("z", lower="p"),
                ),
                table(LIMITS),
            ],
            "profile 'p': stands above 'q' and must not be worse on 'c'",
        ),
        (
            [
                ranks(x=1, y=3, z=2),
                profiles(
                    bounding("x", upper="p"),
                    bounding("y", lower="p", upper="q"),
                    bounding("z", lower="q"),
                ),
            ],
            "ranks of categories must rise or fall along the order of their profiles; got 'x' 1,"
            " 'y' 3, 'z' 2",
        ),
        (
            [
                profiles(
                    bounding("x", upper="p"), bounding("y", lower="p"), bounding("z", upper="q")
                )
            ],
            "profiles must part all categories in one row; got 1 between 3 categories",
        ),
        (
            [profiles(bounding("x", lower="p", upper="q"), bounding("y", lower="q", upper="p"))],
            "profiles must part all categories in one row",
        ),
        (
            [
                profiles(
                    bounding("x", upper="p"), bounding("y", lower="p"), bounding("z", lower="p")
                )
            ],
            "profile 'p': must have one category above it; got 'y' and 'z'",
        ),
        ([profiles(bounding("x", upper="p"), central("y", "q"))], "profiles must all be central"),
        (
            ["<categories><category id='x'/></categories>", profiles(central("y", "q"))],
            "category 'y' must be an active one of <categories>",
        ),
    ],
)
def test_profiles_that_give_no_order_are_refused(load, parts, message):
    assert message in refused(load, *BOTH, *parts)


def test_assignments_to_one_category_are_read(load):
    one = "<alternativeID>a</alternativeID><categoryID>x</categoryID>"
    same = (
        "<alternativeID>b</alternativeID><categoriesInterval><lowerBound><categoryID>x</categoryID>"
        "</lowerBound><upperBound><categoryID>x</categoryID></upperBound></categoriesInterval>"
    )
    wide = same.replace(
        "</lowerBound><upperBound><categoryID>x", "</lowerBound><upperBound><categoryID>y"
    )
    inner = "".join(
        f"\n<alternativeAssignment>{part}</alternativeAssignment>" for part in (one, same, wide)
    )
    problem = load(f"<alternativesAssignments>{inner}</alternativesAssignments>")
    assert problem.assignments == {"a": "x", "b": "x"}
    assert "x.xml:5: <alternativeAssignment> to more or less than one" in problem.left_out[0]
    cut = profiles(bounding("y", upper="q"), bounding("z", lower="q"))
    told = refused(load, f"<alternativesAssignments>{inner}</alternativesAssignments>", cut)
    assert "x.xml:3: category 'x' must be one of those of the profiles" in told


def test_other_files_are_told_from_it(tmp_path, load):
    path = tmp_path / "x.xml"
    for text, message in (
        ("<other/>", "must be <smile> (XDSL), <BIF> (BIFXML) or <XMCDA>; got <other>"),
        (f'<xmcda xmlns="{SPACES[4].replace("4.0.0", "5.0.0")}"/>', "must be XMCDA 2, 3 or 4; got"),
        ('<XMCDA xmlns:x="http://www.decision-deck.org/2008/UMCDA-ML-1.0"/>', "must be XMCDA 2, 3"),
    ):
        path.write_text(text)
        with pytest.raises(InvalidModelError) as caught:
            io.load(path)
        assert message in str(caught.value)
    path.write_text('<smile version="1.0"/>')
    with pytest.raises(InvalidModelError, match="must be <XMCDA>"):
        io.load([path])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInputError, match=r"must hold files that end in \.xml; got none"):
        io.load(tmp_path / "empty")
    with pytest.raises(InvalidInputError, match="path must name at least one file"):
        io.load([])
    with pytest.raises(InvalidInputError, match="path must be one file for format 'xdsl'"):
        io.load([path], format="xdsl")
    with pytest.raises(InvalidInputError, match="rescale must be left out for XMCDA; got True"):
        load(table(ROWS), *BOTH, rescale=True)


def test_hostile_xml_is_refused_at_once(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><XMCDA>&b;</XMCDA>'
    )
    with pytest.raises(InvalidInputError, match=r"x\.xml:1: must not declare entities; got 'a'"):
        io.load(path)
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InvalidInputError, match="must not have more than 64,000,000 bytes"):
        io.load(path)
    path.write_text("<XMCDA>" + "<a>" * 20_000 + "</a>" * 20_000 + "</XMCDA>")
    assert len(io.load(path).left_out) == 1


def test_faults_of_several_files_are_told_in_their_order(tmp_path):
    for name in ("one.xml", "two.xml"):
        rows = "".join(f"\n{cell('c', real('x'))}" for _ in range(20))
        (tmp_path / name).write_text(
            xmcda(
                "<performanceTable><alternativePerformances><alternativeID>a</alternativeID>"
                f"{rows}</alternativePerformances></performanceTable>"
            )
        )
    with pytest.raises(InvalidModelError) as caught:
        io.load([tmp_path / "two.xml", tmp_path / "one.xml"])
    assert caught.value.count == 41
    assert "two.xml:3: performance of 'a' on 'c': must be a finite number" in str(caught.value)
    assert "one.xml" not in str(caught.value)


def test_a_problem_checks_its_parts():
    flat = da.DecisionTable([[1]], ["c"], ["a"])
    for parts, message in (
        ({"weights": {"d": 1}, "table": flat}, "weights must name each criterion once"),
        ({"thresholds": {"indiference": {"c": 1}}}, "did you mean 'indifference'"),
        ({"thresholds": {"veto": {"c": -1}}}, "veto of 'c' must be at least 0"),
        ({"table": [[1]]}, "table must be a DecisionTable"),
        (
            {"table": flat, "profiles": da.DecisionTable([[1]], ["d"], ["p"])},
            "profiles must have the criteria of the table",
        ),
        ({"names": {"people": {}}}, "must be one of"),
    ):
        with pytest.raises(InvalidInputError, match=message):
            io.XmcdaProblem(**parts)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert repr(io.XmcdaProblem()) == "XmcdaProblem: nothing"

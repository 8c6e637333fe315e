"""GeNIe XDSL: diagrams read, and what cannot be expressed refused by file, line and node."""

import pathlib

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.diagrams import InfluenceDiagram, solve
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"
STATES = '<state id="a"/><state id="b"/>'
SURE = f'<cpt id="x">{STATES}<probabilities>0.25 0.75</probabilities></cpt>'
UTILITY = '<utility id="u"><parents>x</parents><utilities>1 5</utilities></utility>'
LINES = '<?xml version="1.0"?>\n<smile version="1.0">\n<nodes>\n'


@pytest.fixture
def load(tmp_path):
    def load(*nodes, name="diagram.xdsl", text=None, **options):
        path = tmp_path / name
        path.write_text(
            text or LINES + "\n".join(nodes) + "\n</nodes>\n</smile>\n", encoding="utf-8"
        )
        return io.load(path, **options)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(*nodes, **options):
        with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
            load(*nodes, **options)
        return [
            problem.removeprefix(f"{tmp_path}/diagram.xdsl:") for problem in caught.value.problems
        ]

    return problems


def test_the_wildcatter_has_the_published_value():
    diagram = io.load(DATA / "wildcatter.xdsl")
    assert isinstance(diagram, InfluenceDiagram)
    assert list(diagram.nodes) == ["oil", "test", "result", "drill", "test_cost", "payoff"]
    assert diagram.parents("result") == ("test", "oil")
    result = diagram.nodes["result"].probabilities
    assert result.shape == (2, 3, 4)
    np.testing.assert_array_equal(
        result[0], [[0.1, 0.3, 0.6, 0], [0.3, 0.4, 0.3, 0], [0.5, 0.4, 0.1, 0]]
    )
    np.testing.assert_array_equal(result[1], [[0, 0, 0, 1]] * 3)
    np.testing.assert_array_equal(diagram.nodes["payoff"].payoffs, [[-70, 0], [50, 0], [200, 0]])
    np.testing.assert_array_equal(diagram.nodes["test_cost"].payoffs, [-10, 0])
    assert solve(diagram).value == pytest.approx(22.5)


def test_deterministic_nodes_are_sure(load):
    other = f'<decision id="y">{STATES}<state id="c"/></decision>'
    inner = "<parents>x y</parents><resultingstates>a b a b b a</resultingstates>"
    sure = f'<deterministic id="z">{STATES}{inner}</deterministic>'
    node = load(SURE, other, sure, name="x.xml").nodes["z"]
    assert node.given == ("x", "y")
    np.testing.assert_array_equal(node.probabilities[..., 0], [[1, 0, 1], [0, 0, 1]])
    np.testing.assert_array_equal(node.probabilities.sum(axis=-1), 1)


def test_weights_multiply_along_all_ways_to_the_last_node(load):
    value = '<utility id="{}"><parents>x</parents><utilities>1 5</utilities></utility>'
    mau = '<mau id="{}"><parents>{}</parents><weights>{}</weights></mau>'
    diagram = load(
        mau.format("all", "m v", "2 -1"),
        SURE,
        value.format("u"),
        value.format("v"),
        value.format("w"),
        mau.format("m", "u v w", "3 10 0"),
    )
    payoffs = {name: diagram.nodes[name].payoffs.tolist() for name in diagram.value_nodes}
    assert payoffs == {"u": [6, 30], "v": [19, 95], "w": [0, 0]}


def test_values_add_up_without_a_last_node(load):
    again = UTILITY.replace('"u"', '"v"')
    assert load(SURE, UTILITY, again).value_nodes == ("u", "v")


def test_latin_1_and_entities_of_xml_are_read(tmp_path):
    nodes = SURE.replace('"x"', '"Öl&amp;"')
    path = tmp_path / "latin.xdsl"
    path.write_bytes(
        f'<?xml version="1.0" encoding="ISO-8859-1"?><smile><nodes>{nodes}</nodes></smile>'.encode(
            "latin-1"
        )
    )
    assert list(io.load(path).nodes) == ["Öl&"]


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        (
            [
                '<noisymax id="n"><state id="a"/></noisymax>',
                '<equation id="e"/>',
                "<cpt/>",
                SURE,
                SURE,
            ],
            [
                (
                    "4: node 'n': a node of type <noisymax> cannot be expressed; "
                    "read are <cpt>, <deterministic>, <decision>, <utility>, <mau>"
                ),
                (
                    "5: node 'e': a node of type <equation> cannot be expressed; "
                    "read are <cpt>, <deterministic>, <decision>, <utility>, <mau>"
                ),
                "6: <cpt> must have an id of its own; got ''",
                "8: <cpt> must have an id of its own; got 'x'",
            ],
        ),
        (
            [
                SURE.replace("<cpt ", '<cpt dynamic="plate" '),
                UTILITY.replace("</utility>", "<formula/></utility>"),
            ],
            [
                "4: node 'x': a node that unrolls over time cannot be expressed",
                "5: node 'u': <formula> of <utility> cannot be expressed",
            ],
        ),
        (
            [SURE.replace("0.75", "0,75"), UTILITY.replace("1 5", "1 5 6")],
            [
                "4: node 'x': must hold finite numbers; got '0,75'",
                "5: node 'u': must have 2 numbers (2 of 'x'); got 3",
            ],
        ),
        ([SURE.replace("0.75", "nan")], ["4: node 'x': must hold finite numbers; got 'nan'"]),
        (
            [SURE.replace("0.75", "0.7")],
            ["4: uncertain 'x': probabilities must sum to 1; got 0.95"],
        ),
        (
            [SURE.replace("<prob", "<parents>y</parents><prob"), UTILITY.replace(">x<", ">u<")],
            [
                "4: node 'x': parents must be nodes with states; 'y' is no node",
                "5: node 'u': parents must be nodes with states; 'u' is a <utility>",
            ],
        ),
        (
            [
                (
                    "<deterministic"
                    f' id="z">{STATES}<resultingstates>c</resultingstates></deterministic>'
                ),
                (
                    f'<deterministic id="y">{STATES}<resultingstates>a'
                    " b</resultingstates></deterministic>"
                ),
                f'<cpt id="w">{STATES}</cpt>',
            ],
            [
                "4: node 'z': must have 1 of the states ['a', 'b']; unknown ['c']",
                "5: node 'y': must have 1 of the states ['a', 'b']; got 2",
                "6: node 'w': <probabilities> is missing",
            ],
        ),
        (
            [
                SURE,
                UTILITY,
                '<mau id="m"><parents>u</parents></mau>',
                '<mau id="n"><parents>u x</parents><weights>1 2</weights></mau>',
                '<mau id="o"><parents>u</parents><weights>1 2</weights></mau>',
                '<mau id="p"><parents>u u</parents><weights>1 2</weights></mau>',
            ],
            [
                "6: node 'm': a MAU node must have <weights>: only weighted sums can be expressed",
                "7: node 'n': parents of a MAU node must be utilities; got 'x'",
                "7: all utilities must lead to one last MAU node; ['m', 'n', 'o', 'p'] lead to"
                " none",
                "8: node 'o': must have a weight for each of its parents ['u']; got 2",
                "9: node 'p': parents must not repeat; got ['u'] more than once",
            ],
        ),
        (
            [
                SURE,
                UTILITY,
                '<mau id="m"><parents>n</parents><weights>1</weights></mau>',
                '<mau id="n"><parents>m</parents><weights>1</weights></mau>',
            ],
            [
                "6: node 'm': MAU nodes must not be parents of one another in a circle",
                "7: node 'n': MAU nodes must not be parents of one another in a circle",
            ],
        ),
        (
            [
                SURE,
                SURE.replace('"x"', '"y"').replace(
                    "<prob", "<parents>x</parents><parents>x</parents><prob"
                ),
            ],
            ["5: node 'y': <parents> must stand once"],
        ),
    ],
)
def test_what_cannot_be_expressed_is_named(problems, nodes, expected):
    found = problems(*nodes)
    assert len(found) == len(expected)
    for problem, start in zip(found, expected, strict=True):
        assert problem.startswith(start)


UMBRELLA = """<?xml version="1.0" encoding="ISO-8859-1"?>
<smile version="1.0" id="TakeUmbrellaProblem" numsamples="1000" discsamples="10000">
  <nodes>
    <cpt id="Weather"><state id="Rain" /><state id="NoRain" />
      <probabilities>0.3 0.7</probabilities></cpt>
    <cpt id="Forecast"><state id="Sunny" /><state id="Cloudy" /><state id="Rainy" />
      <parents>Weather</parents>
      <probabilities>0.05 0.15 0.8 0.5 0.3 0.2</probabilities></cpt>
    <decision id="Umbrella"><state id="Take" /><state id="DoNotTake" />
      <parents>Forecast</parents></decision>
    <utility id="Hapiness"><parents>Weather Umbrella</parents>
      <utilities>80 0 90 100</utilities></utility>
  </nodes>
  <extensions>
    <genie version="1.0" app="{}" name="umbrella">
      <submodel id="s"><node id="Weather">
        <name>State of the Weather</name><comment>Rain?</comment></node></submodel>
    </genie>
  </extensions>
</smile>
"""
"""The umbrella of GeNIe's examples, as the program itself saved it but for the drawing."""


def test_the_first_parent_varies_slowest(load):
    diagram = load(text=UMBRELLA.format("GeNIe 2.1.380.0"))
    np.testing.assert_array_equal(diagram.nodes["Hapiness"].payoffs, [[80, 0], [90, 100]])
    solution = solve(diagram)
    assert solution.value == pytest.approx(89.3, abs=1e-12)
    assert dict(solution.policy["Umbrella"]) == {
        ("Sunny",): "DoNotTake",
        ("Cloudy",): "Take",
        ("Rainy",): "Take",
    }


def test_tables_of_agrum_are_refused_where_its_order_matters(problems):
    (problem,) = problems(text=UMBRELLA.format("aGrUM 3.3.1"))
    assert (
        problem
        == "11: node 'Hapiness': the order of its parents is not known: aGrUM (pyAgrum), which"
        " wrote this file, does not follow GeNIe's; save BIFXML there"
    )


def test_tables_too_large_to_count_are_refused(problems):
    nodes = [f'<decision id="d{i}">{STATES}</decision>' for i in range(70)]
    above = " ".join(f"d{i}" for i in range(70))
    table = (
        f'<deterministic id="x">{STATES}<parents>{above}</parents>'
        "<resultingstates></resultingstates></deterministic>"
    )
    (problem,) = problems(*nodes, table)
    assert problem == f"74: node 'x': must have {2**70} of the states ['a', 'b']; got 0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<smile><nodes>", r"diagram.xdsl:1: is not XML: no element found"),
        ("", r"diagram.xdsl:3: is not XML|no element found"),
        (
            '<!DOCTYPE s [<!ENTITY a "b">]>\n<smile/>',
            r"diagram.xdsl:1: must not declare entities; got 'a'",
        ),
        (
            '<!DOCTYPE s [<!ENTITY % a SYSTEM "file:///etc/hostname">%a;]><smile/>',
            "must not declare entities; got 'a'",
        ),
        (
            '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><smile>&b;</smile>',
            "must not declare entities; got 'a'",
        ),
        (
            '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><smile>&a;</smile>',
            "must not declare entities; got 'a'",
        ),
        ('<?xml version="1.0" encoding="klingon"?><smile/>', r"is not XML"),
        ("<smile>&undefined;</smile>", "is not XML: undefined entity"),
    ],
)
def test_other_text_is_refused(load, text, message):
    with pytest.raises(InvalidInputError, match=message) as caught:
        load(text=text or "\n\n")
    assert str(caught.value).startswith("load(): ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", r"1: must be <smile> \(XDSL\), <BIF> \(BIFXML\) or <XMCDA>; got <html>"),
        ("<smile/>", "must be <smile> with one <nodes>; got <smile> with 0"),
        ("<smile><nodes/></smile>", "must have at least one node"),
        (
            "<smile><nodes/><dynamic numslices='3'/></smile>",
            "<dynamic>: a diagram that unrolls over time",
        ),
    ],
)
def test_other_documents_are_refused(problems, text, message):
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(problems(text=text))


def test_the_form_may_be_given(load):
    assert load(SURE, name="x.xml", format="xdsl").uncertainties == ("x",)
    with pytest.raises(InvalidModelError, match="must be <BIF> with one <NETWORK>; got <smile>"):
        load(SURE, name="x.xml", format="bifxml")
    with pytest.raises(InvalidInputError, match=r"^load\(\): tree must be None"):
        load(SURE, tree="x")


def test_rounded_probabilities_are_rescaled_where_asked(load):
    thirds = SURE.replace('<state id="b"/>', '<state id="b"/><state id="c"/>').replace(
        "0.25 0.75", "0.333 0.333 0.333"
    )
    with pytest.warns(DegenerateDataWarning, match=r"diagram.xdsl:4: node 'x' summed to 0.999"):
        table = load(thirds, rescale=True).nodes["x"].probabilities
    np.testing.assert_allclose(table, 1 / 3, rtol=1e-15)
    with pytest.raises(InvalidModelError, match="must sum to 1"):
        load(thirds.replace("0.333", "0.2"), rescale=True)


def test_weighted_utilities_that_no_float_holds_are_refused(problems):
    large = '<utility id="u"><parents>x</parents><utilities>0 1e308</utilities></utility>'
    one = '<mau id="m"><parents>u</parents><weights>1e300</weights></mau>'
    two = '<mau id="n"><parents>m</parents><weights>1e300</weights></mau>'
    says = "5: node 'u': utilities times their weight must be finite; the weight is "
    assert problems(SURE, large, one) == [f"{says}1e+300"]
    assert problems(SURE, large, one, two) == [f"{says}inf"]

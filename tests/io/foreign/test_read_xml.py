"""XML as plain elements: what stands within or beside a number is never left out."""

from pathlib import Path

import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.foreign._read_xml import read_xml

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "x.xml"
        path.write_bytes(text.encode(encoding))
        return read_xml(path)

    return read


def test_text_is_that_of_the_element_alone(read):
    assert read("<a> 2 <!-- two --> 0 </a>").words == ["2", "0"]
    assert read("<a><!-- two -->20<!-- more --></a>").text == "20"
    assert read("<a>2<![CDATA[0]]>&#48;</a>").text == "200"
    assert read("<a>2\xa00 1\u20282\n3</a>").words == ["2\xa00", "1\u20282", "3"]
    assert read("<a>\xa0 x \n</a>").text == "\xa0 x"


@pytest.mark.parametrize(
    "text", ["2<!-- c -->0", "2<!-- c --><!-- d -->0", "2<?php ?>0", " 2<!-- c -->0 <!-- d -->"]
)
def test_a_word_that_something_cuts_is_refused_where_it_is_read(read, text):
    element = read(f"<a><v>{text}</v></a>")
    with pytest.raises(InvalidInputError, match=r"x.xml:1: <v> must not have a comment .*'20'"):
        _ = element.below[0].text


def test_text_beside_elements_is_refused_where_it_is_read(read):
    for text in ("<v>2<x/>0</v>", "<v><x>1</x>5</v>", "<v>5<x/></v>", "<v>&#x663;<x/></v>"):
        [element] = read(f"<a>{text}</a>").below
        for ask in ("text", "words"):
            with pytest.raises(InvalidInputError, match="<v> must hold text or elements, not both"):
                getattr(element, ask)
    assert read("<a> <x>1</x> </a>").text == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("inside", ["<v>2&minus;0</v>", "<v id='a&minus;b'/>"])
@pytest.mark.parametrize("kind", ["SYSTEM 'x.dtd'", "PUBLIC 'p' 'x.dtd'", "[%more;]"])
def test_entities_of_another_file_are_refused(read, encoding, inside, kind):
    head = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a {kind}>"
    with pytest.raises(InvalidInputError, match=r"must not have entities .* got 'minus'"):
        read(f"{head}<a>{inside}</a>", encoding)
    passed = "<!-- &minus; --><![CDATA[&minus;]]> <?p &minus;?>&lt;&amp;&#50;"
    assert read(f"{head}<a>{passed}</a>", encoding).text == "&minus; <&2"
    # what looks like the beginning of a comment hides nothing
    for before in ("<!DOCTYPE a SYSTEM '<!--'>", "<!DOCTYPE a [<!NOTATION n SYSTEM '<!--'> %m;]>"):
        with pytest.raises(InvalidInputError, match=r"must not have entities .* got 'minus'"):
            read(f"{before}<a>\u213c\u2d2d{inside}<!-- --></a>", encoding)


def test_words_and_elements_mixed_may_stand_where_nobody_reads_them(tmp_path):
    note = "<comment>see <b>here</b><!-- - -->, please</comment>"
    text = (DATA / "wildcatter.xdsl").read_text(encoding="utf-8")
    assert "</genie>" in text
    (tmp_path / "x.xdsl").write_text(text.replace("</genie>", f"{note}</genie>"), encoding="utf-8")
    assert repr(io.load(tmp_path / "x.xdsl")) == repr(io.load(DATA / "wildcatter.xdsl"))
    text = (DATA / "six_cars.xml").read_text(encoding="utf-8")
    (tmp_path / "x.xml").write_text(text.replace("<real>", "5<real>", 1), encoding="utf-8")
    with pytest.raises(
        InvalidInputError, match=r"<constant> must hold text or elements.*'5' beside"
    ):
        io.load(tmp_path / "x.xml")

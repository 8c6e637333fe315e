"""Labels in which something is hidden, through all that writes text: shown, and nothing else."""

import csv
import html.parser
import json
import random
import re
import unicodedata
import warnings

import pytest

import decision_analysis as da
from decision_analysis import _named, export, trees
from decision_analysis._markdown import markdown
from decision_analysis._printable import one_line, printable, unbroken
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError

PIECES = [
    *"ab1 _*`|\\<>[]()#-+.!&;:~$=%{}^\"'@,",
    *("\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\x7f", "\x00", "\r", "\n", "\t", "\u2028", "\x85"),
    *("\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\xad", "\ud800"),
    *("<script>alert(1)</script>", "](javascript:x)", "<!--", "&lt;", "&#35;", "1. ", "***"),
    *("\uffff", "\U000e0041", "漢", "é", "שלום", "😀", "\\N", "=cmd()", "-->", "http://x.y"),
]
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\uffff\U000e0000-\U000e007f]"
)


@pytest.fixture(scope="module")
def labels():
    """Return 2,000 labels of all that terminals, pages and programs take for their own."""
    draw = random.Random(5)
    made = ("".join(draw.choices(PIECES, k=draw.randint(1, 9))) for _ in range(9_999))
    return list(dict.fromkeys(label for label in made if label.strip()))[:2_000]


@pytest.fixture(scope="module")
def table(labels):
    return da.DecisionTable([[i, 1] for i in range(len(labels))], ["x", "y"], labels)


class Cells(html.parser.HTMLParser):
    """The first cell of each row, and all tags."""

    def __init__(self, text):
        super().__init__()
        self.first, self.tags, self._open = [], set(), False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not attrs
        if tag == "tr":
            self._open = True
            self.first.append("")

    def handle_endtag(self, tag):
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data):
        if self._open:
            self.first[-1] += data


def test_every_character_without_a_sign_of_its_own_is_written_as_its_escape():
    kinds = {}
    for sign in map(chr, range(0x110000)):
        kinds.setdefault(unicodedata.category(sign), []).append(sign)
    # of the signs of format some are seen: numbers and stops of Arabic, marks of hieroglyphs
    seen = re.compile(
        "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]"
    )
    for kind in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        for sign in kinds[kind]:
            escape = sign.encode("unicode_escape").decode()
            assert one_line(sign) == (sign if seen.match(sign) else escape)
    letters = "".join(sign for kind in ("Lu", "Ll", "Nd", "Po", "Sm", "Zs") for sign in kinds[kind])
    assert one_line(letters) == letters
    plain = "Süd\u2013West\u00a0😀 ❤\ufe0f 漢字 \\n שלום"
    assert one_line(plain) == printable(plain) == plain
    # letters that are never seen, whatever they are called
    for sign in "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufff3\U0001d159\U000e0200":
        assert one_line(sign) == sign.encode("unicode_escape").decode()
    assert (one_line("a\nb"), printable("a\nb\tc")) == (r"a\nb", "a\nb\\tc")


def test_joiners_are_spelling_between_letters_that_join_and_hidden_elsewhere():
    assert one_line("می\u200cخواهم क्\u200dष") == "می\u200cخواهم क्\u200dष"
    assert one_line("a\u200db\u200c ی\u200d") == r"a\u200db\u200c ی\u200d"


def test_variants_are_spelling_behind_signs_that_have_some_and_marks_where_they_are_few():
    spelled = "❤\ufe0f 1\ufe0f\u20e3 葛\U000e0100 ᠠ\u180b e\u0302\u0301\u0323\u0330"
    assert one_line(spelled) == spelled
    assert one_line("a\ufe0f❤\ufe0f\U000e0101b\u180b") == "a\\ufe0f❤\ufe0f\\U000e0101b\\u180b"
    flood = one_line("e" + "\u0301\u20d2" * 99)
    assert flood == "e" + "\u0301\u20d2" * 2 + r"\u0301\u20d2" * 97


def test_text_and_pages_show_each_label_once_and_nothing_hidden(table, labels):
    shown = [one_line(label) for label in labels]
    for text in (repr(table), table.to_markdown(), table._repr_html_(), export.latex(table)):
        assert not HIDDEN.search(text)
        text.encode("utf-8")
    assert len(repr(table).splitlines()) == 23
    cells = Cells(da._render.html_table(["", "x"], [[label, 1] for label in labels]))
    assert cells.first[1:] == shown
    assert cells.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    rows = table.to_markdown().splitlines()[4:]
    assert len(rows) == len(labels)
    for row, label in zip(rows, shown, strict=True):
        # a bar that is not escaped parts cells; a backslash takes what follows for a text
        first = re.fullmatch(r"\| ((?:[^|\\]|\\.)*) \| [\d,]+ \| 1 \|", row, re.DOTALL)
        assert first, row
        read = re.sub(r"\\([!-/:-@[-`{-~])", r"\1", first[1])
        assert read.replace("&lt;", "<").replace("&amp;", "&").strip() == label.strip()
        assert not re.search(r"(?<!\\)(\\\\)*[`~$]|<[a-z!/]|\]\(", first[1])
    lines = export.latex(table).splitlines()[4:-2]
    assert len(lines) == len(labels)
    for line in lines:
        bare = re.sub(r"\\([a-z]+(\{\}|\{34\})|[{}&%$#_])", "", line.removesuffix(r" \\"))
        assert bare.count("&") == 2
        assert not re.search(r"[\\%$#_~^<>|]", bare)


def test_programs_that_draw_get_each_label_in_quotes(labels):
    for start in range(0, len(labels), 500):
        some = labels[start : start + 500]
        tree = trees.Decision("which", {label: i for i, label in enumerate(some)})
        dot, mermaid = export.dot(tree), export.mermaid(tree)
        assert not HIDDEN.search(dot + mermaid)
        assert len(re.findall(r'^  n0 -> n\d+ \[label="(?:[^"\\\n]|\\.)*"\];$', dot, re.M)) == 500
        assert (
            len(re.findall(r'^  n0 -->\|"[^"<>`\n]*(?:<br>[^"<>`\n]*)*"\| n\d+$', mermaid, re.M))
            == 500
        )
        assert "$" not in mermaid


def test_notes_of_bibtex_and_plain_data_are_whole(table, labels):
    written = export.bibtex([label for label in labels if label.strip()])
    assert not HIDDEN.search(written)
    assert written.count("@misc{") == written.count("\n}") > 1_900
    # BibTeX counts braces, those behind a backslash, too
    assert all(entry.count("{") == entry.count("}") for entry in written.split("\n\n"))
    data = json.loads(json.dumps(da.mcda.weighted_sum(table, [1, 1]).to_dict()))
    assert data["alternatives"] == labels  # in data they stay what they are


def test_csv_gives_every_label_back(table, tmp_path):
    good = [a for a in table.alternatives if "\ud800" not in a]
    da.io.save(table.select(alternatives=good), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[-len(good) :]] == good


def test_breaks_say_nothing_in_sentences():
    assert unbroken("a\r\n  b\tc\x0b\x0c\x1c\x85\u2028\u2029d  e\x1f") == "a b c d  e\x1f"


def test_messages_and_warnings_hide_nothing():
    label = "a\x1b[2J\u202e\ud800\nnote: all is well"
    error = InvalidModelError([label, "two"], where=label)
    assert len(str(error).splitlines()) == 3
    assert error.problems == (label, "two")
    plain = InvalidInputError(label)
    assert plain.args == (label,)
    for shown in (str(error), str(plain)):
        assert not HIDDEN.search(shown)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        _named.warn(label, DegenerateDataWarning)
    assert str(told[0].message) == one_line(label).replace(r"\n", "\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no head", r"\# no head"),
        ("C #", r"C \#"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("-70 to 3.5", "-70 to 3.5"),
        ("> no quotation", r"\> no quotation"),
        ("a\nb", "a b"),
        ("    no code", "no code"),
        ("`x` ~~y~~ $z$", r"\`x\` \~\~y\~\~ \$z\$"),
        ("2 * 3 *x* a_b _c_", r"2 * 3 \*x\* a_b \_c\_"),
        ("[l](javascript:x) [a][b]", r"[l]\(javascript:x) [a]\[b]"),
        ("[a]: b", r"[a]\: b"),
        ("[0, 1]", "[0, 1]"),
        (r"a\b \* \|", r"a\b \\\* \\|"),
        ("<b> <!-- &amp; 1 < 2", "&lt;b> &lt;!-- &amp;amp; 1 < 2"),
        ("&#60b &copy R&D", "&amp;#60b &copy R&D"),
        ("http://x.y www.x.y a@b.c", r"http\://x.y www\.x.y a\@b.c"),
        (":+1: 10:30:00 a: b", r"\:+1: 10:30:00 a: b"),
        ("\x1b[31m\u202e", r"\x1b[31m\u202e"),
    ],
)
def test_markdown_takes_nothing_for_its_own(text, written):
    assert markdown(text) == written

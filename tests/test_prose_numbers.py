"""Numbers in prose stand in code beside them, or are told: a digit that changes in one place fails.

Code is what a reader runs: cells and quoted names of a page, the script and the figures of an
example, and of a docstring its examples, the module around it and the limits of the library. What
stands in none of these - limits of others, figures of sources, results that a page explains - is in
`told_numbers.json` by file, and has been checked by whoever put it there.
"""

import ast
import json
import re
from functools import cache

import pytest

NUMBER = re.compile(r"(?<![\w,/.-])(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?![\w/]|-\d|\.\d|,\d{3})")
ANY = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?|\.\d+", re.IGNORECASE)
BLOCK = re.compile(r"^(```+|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`[^`]*`|\$[^$]*\$")
EXAMPLE = re.compile(r"^\s*(?:>>>|\.\.\.).*(?:\n(?!\s*\n).*)*", re.MULTILINE)
CITED = re.compile(
    r"\]\([^)]*\)|https?://\S+|^- .*\(\d{4}\).*(?:\n  .*)*"
    r"|\A---\n(?:.*\n)*?---\n|^References\n-+(?:.*\n?)*",
    re.MULTILINE,
)
POWER = re.compile(r"(\d+)\^(\d+)")
PLAIN = re.compile(r"\d|1[5-9]\d\d|20\d\d|")
"""Digits and years are met by chance."""


def value(number):
    return float(number.replace(",", ""))


def values(text):
    return {value(number) for number in ANY.findall(text)}


def constants(tree):
    """Return the numbers in the code of a module, and the powers and products that stand there."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            found.add(abs(float(node.value)))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            match node.left, node.right:
                case ast.Constant(base), ast.Constant(exponent):
                    found.add(float(base**exponent))
    return found


def fits(number, known):
    """Say whether a number is one of those that are known, or its percents, to its last digit."""
    half = 0.5 * 10.0 ** -len(number.partition(".")[2]) * (1 + 1e-9)
    return any(abs(factor * each - value(number)) <= half for each in known for factor in (1, 100))


def strangers(prose, known):
    """Return the numbers of a text that are not known, in its order."""
    prose = CITED.sub("", QUOTED.sub("", prose))
    prose = POWER.sub(lambda power: str(int(power[1]) ** int(power[2])), prose)
    numbers = (match[0] for match in NUMBER.finditer(prose))
    return [n for n in numbers if not PLAIN.fullmatch(n) and not fits(n, known)]


def of_page(path):
    text = path.read_text(encoding="utf-8")
    code = "\n".join(match[0] for match in [*BLOCK.finditer(text), *QUOTED.finditer(text)])
    for beside in (path.with_name(f"{path.parent.name}.py"), path.with_name("expected.json")):
        code += beside.read_text(encoding="utf-8") if beside.exists() else ""
    return strangers(BLOCK.sub("", text), values(code))


@cache
def limits(root):
    path = root / "src" / "decision_analysis" / "_limits.py"
    return constants(ast.parse(path.read_text(encoding="utf-8")))


def of_module(path, root):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = constants(tree) | limits(root)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node) or ""
            code = "\n".join(
                match[0] for match in [*EXAMPLE.finditer(text), *QUOTED.finditer(text)]
            )
            found += strangers(EXAMPLE.sub("", text), known | values(code))
    return found


def found_in(root):
    """Return the numbers by file that are neither executed nor constants."""
    pages = [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "examples").rglob("*.md")]
    found = {path: of_page(path) for path in pages if path.name != "reproduction.md"}
    found |= {
        path: of_module(path, root)
        for path in (root / "src").rglob("*.py")
        if path.name not in ("_references.py", "_limits.py")
    }
    return {
        path.relative_to(root).as_posix(): sorted(
            set(numbers), key=lambda number: (value(number), number)
        )
        for path, numbers in found.items()
        if numbers
    }


@pytest.fixture(scope="module")
def told(pytestconfig):
    path = pytestconfig.rootpath / "tests" / "told_numbers.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_numbers_in_prose_are_those_of_the_code_or_are_told(pytestconfig, told):
    assert found_in(pytestconfig.rootpath) == told


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("It is worth 12.5.\n```python\nf(12.5)\n```\n", []),
        ("It is worth 12.6.\n```python\nf(12.5)\n```\n", ["12.6"]),
        ("Of `0.463` it has .46, or 46%; 65,536 rows since 1998.", ["65,536"]),
        ("Of `0.463` it has .47.\n\n- Roy B. (1968) Title 2 57-75.\n", [".47"]),
    ],
)
def test_a_changed_digit_is_found(page, found, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8")
    assert of_page(path) == found

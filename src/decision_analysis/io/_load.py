"""`load`: a file of this library's own, or of another program, as the object that it describes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import SUFFIXES, Document, as_path, checked_path, opened
from decision_analysis.io.foreign import (
    ELECTIONS,
    FORMATS,
    XMCDA_ROOTS,
    XmcdaProblem,
    as_yaml,
    checked_values,
    is_input,
    is_radiant,
    is_silver_decisions,
    load_diagram,
    load_preflib,
    load_xmcda,
    radiant_tree,
    read_xml,
    refuse_values,
    silver_decisions_tree,
)
from decision_analysis.io.foreign import ENDINGS as DIAGRAMS
from decision_analysis.io.own import load_own
from decision_analysis.io.tables import TABLE_ENDINGS as TABLES
from decision_analysis.io.tables import load_table
from decision_analysis.trees import Node

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from decision_analysis.diagrams import InfluenceDiagram


@cites(
    "kaminski_jakubczyk_szufel_2018",
    "nijs",
    "bayesfusion_llc",
    "cozman_1998",
    "hugin_expert_as",
    "de_jong_mansfield_2018",
    "mattei_walsh_2013",
    "decision_deck_consortium",
)
@named
def load(
    path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    format: str | None = None,  # noqa: A002
    tree: str | int | None = None,
    rescale: bool = False,
    values: Mapping[str, ArrayLike] | None = None,
    goals: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    sheet: str | None = None,
    sep: str | None = None,
    decimal: str | None = None,
) -> DecisionTable | Node | InfluenceDiagram | Parameters | XmcdaProblem | dict[str, Any]:
    """Read a table, tree, diagram, parameters, study, election or problem from a file.

    Parameters
    ----------
    path : str, path-like or sequence of these
        A file in UTF-8 whose name ends in .json, .yaml or .yml. Its key ``kind`` says what it
        holds: ``table``, ``tree``, ``diagram``, ``parameters`` or ``study``; ``format`` is 1; the
        rest follows `schema`. Or a file of another program, as below, whose name may also end in
        .xdsl, .bifxml, .xml or .net, for elections in .soc, .soi, .toc, .toi or .cat. Or a table as
        CSV in UTF-8 or in an Excel workbook, whose name ends in .csv or .xlsx. A problem of XMCDA
        may stand in several files: a list of them, or a folder, of which all .xml are read.
    format : {None, 'silver_decisions', 'radiant', 'xdsl', 'bifxml', 'net', 'xmcda', 'preflib'}
        Which program's form the file has: a tree of SilverDecisions (JSON) or of Radiant (YAML), a
        diagram of GeNIe (XDSL), of pyAgrum (BIFXML) or of Hugin (NET), a problem of XMCDA, an
        election of PrefLib. None recognizes it by the ending and the content.
    tree : str or int, optional
        Which tree of a SilverDecisions file that holds several: the name of its root, or its
        position, from 0.
    rescale : bool
        Whether probabilities of a tree or diagram that were rounded for print are divided by their
        sum, where that is within 0.02 of 1; the warning says where.
    values : mapping of str to float or array_like, or Series, optional
        Numbers, or arrays of samples (...), for variables of a SilverDecisions or Radiant file, in
        place of all that the file says of them; what depends on them follows, sample by sample.
        Arrays must broadcast together.
    goals : mapping of str to {'max', 'min'}, optional
        Of a CSV or Excel file the goal by column; columns of which nothing is said are maximized.
        Of a problem of XMCDA the goal of each criterion of which its files say none.
    units : mapping of str to str, optional
        Of a CSV or Excel file the unit by column.
    sheet : str, optional
        Which sheet of an Excel file; the first where None.
    sep : str, optional
        The sign between the cells of a CSV file: a comma where None.
    decimal : {None, '.', ','}
        The sign before the decimals of a CSV file. None is a point where commas part the cells;
        elsewhere it must be given as soon as a number has a point or a comma, which may as well
        mark thousands.

    Returns
    -------
    DecisionTable, Node, InfluenceDiagram, Parameters, XmcdaProblem or dict
        What the file describes. Of a study it is the plain document, checked against the schema;
        `decision_analysis.study` makes a `Study` of it. Of an election it has `rankings` (of two
        categories `approvals`), `counts` and `alternatives`, the arguments of voting rules:
        ``group.schulze(**io.load(path))``.

    Raises
    ------
    InvalidModelError
        If the file breaks its schema (a misspelled or missing key, text for a number), repeats a
        key, describes something that contradicts itself, or holds what this library cannot express
        (a function that draws at random, a noisy-max node, an interval for a number): all faults,
        each with file, line and key or node, and with the column in JSON and YAML; of many in
        another program's file the first ten, and how many others there are.
    InvalidInputError
        If the file is not JSON, YAML, XML, NET, CSV or an Excel workbook, its name ends otherwise,
        or an argument does not fit the file: an unknown variable, column or sheet is named.
    OSError
        If the file cannot be read; FileNotFoundError if there is none.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed. If the file is CSV or Excel and pandas is
        not installed, or it is Excel and openpyxl is not.

    Warns
    -----
    DegenerateDataWarning
        If probabilities were rescaled.

    See Also
    --------
    save : The way back.
    read : What is accepted as JSON and YAML, and the plain data with their places.

    Notes
    -----
    Nothing in a file is executed. Numbers are decimals in the digits 0 to 9, and what a format has
    beside these; refused are a text of XML that is read and has elements beside it, entities that
    another file may declare, and a formula that looks like a date (2020-10-12). Time and memory are
    linear in its length, which is limited for JSON and YAML (see `read`), and for all others to
    64,000,000 bytes: of XML and NET 1,600,000 elements, of CSV 4,194,304 cells, gaps included, of
    Excel 750,000 cells, gaps included, 3,000,000 elements, 250,000 of which are neither cells nor
    texts, and 200,000,000 bytes unpacked, of parameters 20,000 distributions. Only ordinary files
    are read, no devices or pipes.

    CSV and Excel: the first row are heads, the first column the alternatives, the others criteria.
    Under the heads may stand a row that begins with ``goal``, one with ``unit`` and one with
    ``description``, in this order; `save` writes the first two. What they say must not be said
    otherwise by `goals` and `units`. Columns ``sample_0``, ``sample_1`` before that of the
    alternatives number the samples from 0; all alternatives are in each. Rows and columns without
    any entry are passed over. Cells that are empty, NA or NaN are missing; what is no number, such
    as 1,234 or 5 %, is text: both are refused by column. Of other files, `pandas.read_csv` makes
    what `DecisionTable.from_frame` takes.

    SilverDecisions: the payoff of an edge becomes that of the node that it leads to. Where both
    criteria are used, or the file shows both, payoffs are by attribute, under the names of the
    criteria ('payoff 1' and 'payoff 2' without names). Several probabilities ``#`` share equally
    what the others leave; one alone is `trees.REST`. Nodes without a name become 'decision 1',
    'chance 1' and so on, which trees.rename replaces by names of your own; branches without a label
    take their position, and a second 'a' of one node is 'a (2)'. Of the code only assignments of
    formulas are read; these may call the functions of math.js that always give the same value, such
    as ``max(0, round(a, 2))``. One that draws at random is refused by name, unless `values` has a
    number for its variable. What is computed, shown or written beside the tree is left out, as are
    names of ends and the rule: where the file asks for the least expected value, give
    `trees.rollback` the goal "min".

    Radiant: a node bears the label of the branch that leads to it. ``cost`` is a negative payoff on
    arriving. Variables may use one another in any order; those of other trees are not in the file,
    but `values` may hold them. As in Radiant's editor a tab counts as four spaces, ``payoff:100``
    needs no space, and names may be numbers.

    XDSL, BIFXML and NET: parents vary in the order of the file, the first slowest, the node itself
    fastest. A row of zeros is passed over where no policy gives the parents its states, and a fault
    where one does. Of GeNIe, ids are the names; deterministic nodes become uncertainties with
    probabilities 0 and 1, and the weights of additive multi-attribute (MAU) nodes are multiplied
    into the utilities, which add up. Submodels are flat in the file.

    NET: decisions know the parents of their potential. Programs that solve such a file as a
    limited-memory diagram let them know nothing else: that is `diagrams.solve` with recall=False.
    Labels, positions and attributes of the user's own are passed over; continuous nodes, function
    nodes, object-oriented networks and tables from formulas are refused.

    XMCDA 2, 3 and 4: ids are the names, and what else alternatives and criteria are called is in
    `names` and in the descriptions of criteria. Performances may stand in several tables, each cell
    once. A label counts as the rank or value that its criterion's scale gives it; a number must be
    within the scale. Refused are missing performances (``<NA/>``), intervals and fuzzy numbers, as
    well as thresholds of the better performance; those of XMCDA 2, which says nothing of it, are of
    the worse one. Alternatives that are profiles of categories are not in the table. Programs
    disagree on whether rank 1 is the best category or the worst: the order is that of the profiles'
    limits, or of central profiles of which each dominates the one before, and without them
    categories are left out. Of lists of values the one called weights or importance is taken, or
    the only one if it says nothing of itself. What is not read, such as parameters of methods, is
    in `left_out` with its line; descriptions are passed over.

    PrefLib: ballots are tuples of names, best first, with a tuple for those who tie; whom one
    leaves out, voting rules take as tied behind all that it names. Sums it states must be right.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from decision_analysis import io
    >>> text = '''
    ... kind: table
    ... format: 1
    ... criteria: {price: {goal: min, unit: EUR}, comfort: {goal: max}}
    ... alternatives:
    ...   city: {price: 14, comfort: 4.1}
    ...   estate: {price: 18, comfort: 3.9}
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "cars.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     io.load(path)
    DecisionTable: 2 alternatives, 2 criteria
               price [EUR] (min)  comfort (max)
       city                  14            4.1
       estate                18            3.9

    A contract of Radiant's manual, whose expected payoff is 955,000:

    >>> text = '''
    ... name: Sign contract
    ... variables:
    ...   {legal fees: 5000, P(small): 0.3, P(medium): 0.6, P(large): 1 - P(small) - P(medium)}
    ... type: decision
    ... Sign with Movie Company:
    ...   cost: legal fees
    ...   type: chance
    ...   Small Box Office: {p: P(small), payoff: 200000}
    ...   Medium Box Office: {p: P(medium), payoff: 1000000}
    ...   Large Box Office: {p: P(large), payoff: 3000000}
    ... Sign with TV Network: {payoff: 900000}
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "contract.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     tree = io.load(path)
    >>> from decision_analysis.trees import rollback
    >>> round(rollback(tree).value, 6)
    955000.0

    With other numbers for its variables, one value for each:

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "contract.yaml")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     tree = io.load(path, values={"P(small)": [0.3, 0.35], "legal fees": 5000})
    >>> rollback(tree).value.round(6).tolist()
    [955000.0, 900000.0]
    """
    if format is not None:
        _checks.one_of("format", format, list(FORMATS))
    if tree is not None and (
        not isinstance(tree, str | int) or isinstance(tree, bool) or tree == ""
    ):
        raise InvalidInputError(
            f"tree must be the name of a root, its position, or None; got {shown(tree)}"
        )
    _checks.instance("rescale", rescale, bool)
    given = checked_values(values)
    cells: dict[str, Any] = {
        "goals": goals,
        "units": units,
        "sheet": sheet,
        "sep": sep,
        "decimal": decimal,
    }
    if (several := _several(path)) is not None:
        if format not in (None, "xmcda"):
            raise InvalidInputError(f"path must be one file for format {format!r}")
        return _problem(several, [], cells, tree=tree, rescale=rescale, values=given)
    file = _path(path, format)
    ending = file.suffix.lower()
    # a table of cells, or an election
    if ending in (*TABLES, *ELECTIONS):
        _refuse(ending, {"tree": tree, "rescale": rescale or None, "values": given or None})
        _refuse(ending, {name: cells.pop(name) for name in TABLES.get(ending, tuple(cells))})
        return load_table(file, **cells) if ending in TABLES else load_preflib(file)
    # a problem of XMCDA, or a diagram of another program
    top = read_xml(file) if ending == ".xml" else None
    if top is not None and (format == "xmcda" or (format is None and top.tag in XMCDA_ROOTS)):
        return _problem([file], [top], cells, tree=tree, rescale=rescale, values=given)
    _refuse(ending, cells)
    if ending in DIAGRAMS:
        refuse_values("a diagram of another program", given)
        return load_diagram(file, format, tree, rescale, top)
    # JSON or YAML: of another program by its content, else of this library
    document = opened(
        path, lambda text: as_yaml(text) if format == "radiant" or is_input(text) else text
    )
    name = format or _recognized(document)
    if tree is not None and name != "silver_decisions":
        raise InvalidInputError(
            f"tree must be None for a file that is not of SilverDecisions; got {shown(tree)}"
        )
    if name == "silver_decisions":
        return silver_decisions_tree(document, tree=tree, rescale=rescale, values=given)
    if name == "radiant":
        return radiant_tree(document, rescale=rescale, values=given)
    refuse_values("a file of this library's own", given)
    return load_own(document, rescale=rescale)


def _several(path: object) -> list[Path] | None:
    """Return the files of a list or a folder; None where the path is of one file."""
    if isinstance(path, list | tuple):
        if not path:
            raise InvalidInputError("path must name at least one file; got none")
        return [checked_path(each, FORMATS["xmcda"]) for each in path]
    if not isinstance(path, str | os.PathLike) or not (folder := as_path("path", path)).is_dir():
        return None
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in FORMATS["xmcda"])
    if not files:
        raise InvalidInputError(f"{folder} must hold files that end in .xml; got none")
    return files


def _problem(
    files: list[Path], roots: list[Any], cells: Mapping[str, Any], **others: Any
) -> XmcdaProblem:
    """Return a problem of XMCDA, of which goals alone can be said."""
    given = {**cells, **others, "goals": None}
    for name, value in given.items():
        if value is not None and value is not False and value != {}:
            raise InvalidInputError(f"{name} must be left out for XMCDA; got {shown(value)}")
    return load_xmcda(files, cells["goals"], roots)


def _path(path: object, form: str | None) -> Path:
    """Return the path of a file whose name ends as its form asks."""
    known = (*SUFFIXES, *TABLES, *DIAGRAMS, *ELECTIONS)
    return checked_path(path, known if form is None else FORMATS[form])


def _refuse(ending: str, given: Mapping[str, Any]) -> None:
    """Refuse arguments that say nothing of a file with such an ending."""
    for name, value in given.items():
        if value is not None:
            raise InvalidInputError(
                f"{name} must be left out for a file that ends in {ending}; got {shown(value)}"
            )


def _recognized(document: Document) -> str | None:
    """Return the program whose form a JSON or YAML document has; None for this library's own."""
    if document.path.lower().endswith(".json"):
        return "silver_decisions" if is_silver_decisions(document.data) else None
    return "radiant" if is_radiant(document.data) else None

"""A tree as arrays, level by level, written out or with shared nodes standing once."""

from decision_analysis.trees.arrays._as_given import LISTED
from decision_analysis.trees.arrays._by_path import ByPath, PathDict
from decision_analysis.trees.arrays._differences import difference
from decision_analysis.trees.arrays._folded_arrays import FoldedArrays
from decision_analysis.trees.arrays._levels import (
    Level,
    Part,
    along,
    best,
    by_width,
    pick,
    positions,
    reduce,
    tables,
    tied,
)
from decision_analysis.trees.arrays._paths import LONG, Path, join, write
from decision_analysis.trees.arrays._same_uncertainty import (
    ADVICE,
    LOOKS,
    any_sample,
    apart,
    by_label,
    in_sample,
    listed,
    nearly_same,
    rounded,
    same,
    worst,
)
from decision_analysis.trees.arrays._structure import no_such_path, walk
from decision_analysis.trees.arrays._template import TreeTemplate
from decision_analysis.trees.arrays._to_arrays import (
    as_folded,
    as_tree,
    chance_nodes,
    names_of,
    written_out,
)
from decision_analysis.trees.arrays._tree_arrays import TreeArrays

__all__ = [
    "ADVICE",
    "LISTED",
    "LONG",
    "LOOKS",
    "ByPath",
    "FoldedArrays",
    "Level",
    "Part",
    "Path",
    "PathDict",
    "TreeArrays",
    "TreeTemplate",
    "along",
    "any_sample",
    "apart",
    "as_folded",
    "as_tree",
    "best",
    "by_label",
    "by_width",
    "chance_nodes",
    "difference",
    "in_sample",
    "join",
    "listed",
    "names_of",
    "nearly_same",
    "no_such_path",
    "pick",
    "positions",
    "reduce",
    "rounded",
    "same",
    "tables",
    "tied",
    "walk",
    "worst",
    "write",
    "written_out",
]

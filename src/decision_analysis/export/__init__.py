"""Trees, diagrams and results for other programs: Graphviz, Mermaid, networkx, LaTeX and BibTeX."""

from decision_analysis.export._bibtex import bibtex
from decision_analysis.export._dot import dot
from decision_analysis.export._latex import latex
from decision_analysis.export._mermaid import mermaid
from decision_analysis.export._networkx import networkx

__all__ = ["bibtex", "dot", "latex", "mermaid", "networkx"]

"""The print flow of an issued paper, the list of all of them, and how they are numbered."""

from gridhall.papers.dialogs.listing import PapersSheet
from gridhall.papers.dialogs.numbering import PatternsSheet
from gridhall.papers.dialogs.printing import PaperSheet, show_paper

__all__ = ["PaperSheet", "PapersSheet", "PatternsSheet", "show_paper"]

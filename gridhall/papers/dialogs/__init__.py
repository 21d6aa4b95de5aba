"""The print flow of an issued paper, the queue, batches, printers; the list and its numbering."""

from gridhall.papers.dialogs.listing import PapersSheet
from gridhall.papers.dialogs.numbering import PatternsSheet
from gridhall.papers.dialogs.printers import PrintersSheet
from gridhall.papers.dialogs.printing import PaperSheet, show_paper
from gridhall.papers.dialogs.queue import QueueSheet

__all__ = [
    "PaperSheet",
    "PapersSheet",
    "PatternsSheet",
    "PrintersSheet",
    "QueueSheet",
    "show_paper",
]

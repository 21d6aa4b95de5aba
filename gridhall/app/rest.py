"""What the desk needs after its first page; imported behind it, on a thread of its own."""

from functools import partial

from gridhall.app.finding import Finder
from gridhall.papers.dialogs import show_paper
from gridhall.registry.pages import ResidentsPage
from gridhall.service_desk import documents
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries.recent import matters_of

__all__ = ["CasesPage", "Finder", "documents", "residents_page", "show_paper"]

residents_page = partial(ResidentsPage, matters=(matters_of,))

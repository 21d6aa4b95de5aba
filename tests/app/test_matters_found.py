"""Ctrl+K finds a matter by initials and leads to its card in 材料与时限."""

from typing import Any

from gridhall import parts
from gridhall.app.finding import GROUPS, Finder
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.db.search.entries import Hit, entry_id
from gridhall.service_desk.queries.catalogue import find_matter
from gridhall.service_desk.sheets.catalogue import install_catalogue
from tests.factories import TODAY


def test_a_matter_is_shown_not_an_empty_form(
    context: Any, db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        install_catalogue(session, administrator)
        search.rebuild(session, parts.entries(session))
        wanted = find_matter(session, "MZ01", TODAY)
    finder = Finder(context)
    first = next(one for one in finder.find("gljt") if one.group == "事项")
    assert first.title == wanted.name
    finder.open(first.key)
    finder.handle(first.key)
    assert context.desk.opened == [("matter", wanted.id)] * 2


def test_every_group_leads_somewhere(context: Any) -> None:
    for kind in GROUPS.keys() - {"household"}:  # asks the file whose card it is
        Finder(context).open(Hit(entry_id(kind, 7), "", "", "", "", ""))
    gone = [*context.desk.opened, *context.desk.previewed]
    assert len(gone) == len(GROUPS) - 1
    assert ("new_case", None) not in context.desk.opened

"""Plausibility of what is posted: a count for each rule."""

from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.opinions.models import BulletinArticle, Compact, HonorEntry, PublicNotice
from gridhall.opinions.queries.naming import public_numbers
from gridhall.opinions.queries.posting_entries import KIND_OF
from gridhall.opinions.rules.honors import is_nobody
from gridhall.opinions.rules.publishing import NOBODY, publish

RULES = {
    "notice.no_photo": "SELECT n.id FROM public_notice n WHERE n.state IN ('posted', 'taken_down')"
    " AND NOT EXISTS (SELECT 1 FROM photo p WHERE p.subject = 'public_notice'"
    " AND p.subject_id = n.id AND p.void_reason IS NULL)",
    "notice.days": "SELECT id FROM public_notice WHERE posted_to < posted_from"
    " OR (state IN ('posted', 'taken_down')) <> (posted_on IS NOT NULL) AND state <> 'withdrawn'"
    " OR posted_on > posted_from OR (state = 'taken_down' AND taken_on <= posted_to)",
    "objection.answer": "SELECT id FROM objection WHERE (answered_on IS NULL) <> (answer = '')"
    " OR answered_on < raised_on",
    "honor.approval": "SELECT id FROM honor_entry WHERE kind = 'black'"
    " AND state IN ('approved', 'published', 'ended')"
    " AND (approved_by = '' OR approved_by = clerk_name)",
    "honor.consent": "SELECT id FROM honor_entry WHERE about <> '' AND length(about) > 1"
    " AND consent_on IS NULL AND (instr(title, about) OR instr(story, about)"
    " OR instr(shown, about))",
    "compact.two": "SELECT min(id) FROM compact WHERE adopted_on IS NOT NULL AND ended_on IS NULL"
    " GROUP BY coalesce(compound_id, 0) HAVING count(*) > 1",
    "bulletin.honor": "SELECT a.id FROM bulletin_article a JOIN honor_entry h ON h.id = a.honor_id"
    " WHERE h.state NOT IN ('approved', 'published', 'ended')",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of what is posted is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    out = sum(out_of_step(session, kind, table) for table, kind in KIND_OF.items())
    return [
        *found,
        Problem("posting.number", _with_numbers(session)),
        Problem("honor.black", _black_and_named(session)),
        Problem("search.postings", out),
    ]


def _with_numbers(session: Session) -> int:
    """Texts for the public in which an ID number or somebody's telephone stands."""
    public = public_numbers(session)
    return sum(
        bool({"id", "phone"} & publish(one, NOBODY, public).hidden.keys())
        for one in _texts(session)
    )


def _texts(session: Session) -> Iterator[str]:
    columns = (
        (PublicNotice.title, PublicNotice.body, PublicNotice.place),
        (HonorEntry.title, HonorEntry.story, HonorEntry.shown),
        (Compact.title, Compact.preface, Compact.articles),
        (BulletinArticle.title, BulletinArticle.body, BulletinArticle.author),
    )
    for some in columns:
        for row in session.execute(select(*some)):
            yield "\n".join(row)


def _black_and_named(session: Session) -> int:
    """Black entries that say more than a building."""
    shown = select(HonorEntry.shown).where(HonorEntry.kind == "black")
    return sum(not is_nobody(one) for one in session.scalars(shown))


def out_of_step(session: Session, kind: str, table: str) -> int:
    """Records the index lacks, and entries of what is there no more."""
    first, last = id_range(kind)
    sql = (
        f"SELECT (SELECT count(*) FROM {table}) AS there,"
        " (SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last) AS entries,"
        f" (SELECT count(*) FROM search_entry s JOIN {table} t ON t.id = s.id - :first"
        " WHERE s.id BETWEEN :first AND :last) AS filed"
    )
    there, entries, filed = session.execute(text(sql), {"first": first, "last": last}).one()
    return int(there - filed) + int(entries - filed)

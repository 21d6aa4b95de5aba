"""What objections and the board keep of people: for their own copy, and until the term is over."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.identity import mask_phone
from gridhall.issues.labels import act_label
from gridhall.issues.models import GovernanceAction
from gridhall.opinions.labels import HONORS
from gridhall.opinions.models import HonorEntry, Objection, PublicNotice
from gridhall.opinions.service.posting_index import index_postings
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("事项", "内容", "日期", "结果", "经办")
_OBJECTION: Final = {"objector": ANONYMOUS, "phone": "", "words": "", "person_id": None}
# A red entry tells of them and nothing else: it goes as a whole.
_HONOR: Final = {
    "about": ANONYMOUS,
    "shown": "某居民",
    "title": ANONYMOUS,
    "story": "",
    "person_id": None,
}


def personal_postings(session: Session, person_id: int) -> Section:
    """A person's objections and what the board tells of them, for the copy of what is kept."""
    rows = []
    query = (
        select(Objection, PublicNotice.title)
        .join(PublicNotice, PublicNotice.id == Objection.notice_id)
        .where(Objection.person_id == person_id)
        .order_by(Objection.id)
    )
    for one, title in session.execute(query):
        words = "，".join(filter(None, (one.words, mask_phone(one.phone))))
        rows.append((f"对“{title}”的异议", words, str(one.raised_on), one.answer, one.clerk_name))
    mine = select(HonorEntry).where(HonorEntry.person_id == person_id).order_by(HonorEntry.id)
    for entry in session.scalars(mine):
        told = f"{entry.title}：{entry.story}"
        agreed = f"{entry.consent_on} 同意公开姓名" if entry.consent_on else "没有公开姓名"
        board = HONORS.get(entry.kind, entry.kind)
        rows.append((board, told, str(entry.happened_on), agreed, entry.clerk_name))
    return Section("公示异议和红黑榜", _HEADINGS, tuple(rows))


class PostingKeeper:
    """What a resident objected to or was shown for follows their own term."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Objections and entries stay as figures, without whose they were and what was said."""
        _empty(session, Objection, _ids(session, Objection, person_id))
        _empty(session, HonorEntry, _ids(session, HonorEntry, person_id))


class StrangerKeeper:
    """Who is not of the register and objected, or stood on the board: no longer than the term."""

    key = "postings"

    def __init__(self, table: type[Objection] | type[HonorEntry]) -> None:
        self._table: Any = table

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Answered objections and ended entries that still name somebody."""
        if self._table is HonorEntry:
            one = HonorEntry
            blank = one.about.not_in(("", ANONYMOUS))
            query = select(one.id, one.ended_on.label("since")).where(
                one.ended_on <= before, one.person_id.is_(None), blank
            )
            return [DueItem(r.id, "红黑榜", r.since) for r in session.execute(query)]
        two = Objection
        named = or_(two.objector.not_in(("", ANONYMOUS)), two.phone != "")
        over: Any = select(two.id, two.answered_on.label("since"), PublicNotice.number).join(
            PublicNotice, PublicNotice.id == two.notice_id
        )
        found = over.where(two.answered_on <= before, two.person_id.is_(None), named)
        return [DueItem(r.id, f"异议 {r.number}", r.since) for r in session.execute(found)]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Names, phones and what was said go; days and results stay as figures."""
        _empty(session, self._table, set(ids))

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


def _ids(session: Session, table: Any, person_id: int) -> set[int]:
    return set(session.scalars(select(table.id).where(table.person_id == person_id)))


def _empty(session: Session, table: Any, ids: Collection[int]) -> None:
    if not ids:
        return
    _scrub(session, table, set(ids))
    gone = _OBJECTION if table is Objection else _HONOR
    session.execute(update(table).where(table.id.in_(ids)).values(**gone))
    session.expire_all()
    if table is HonorEntry:
        index_postings(session, "honor", ids)


def _scrub(session: Session, table: Any, ids: set[int]) -> None:
    """Acts keep rows as they were and tell the story: both are emptied."""
    name = table.__tablename__
    one = GovernanceAction
    marks = [f'"table": "{name}", "id": {row_id}, ' for row_id in sorted(ids)]
    for start in range(0, len(marks), 50):
        some = (one.images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(one).where(or_(*some))).all():
            act.images = scrubbed(act.images, {name: ids})
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()

"""What the ledger keeps of people: for their own copy, and until its term is over."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from gridhall.db.images import rows_in
from gridhall.issues.labels import PEOPLE, STATES, act_label
from gridhall.issues.models import GovernanceAction, Issue, IssueMeasure, IssuePerson
from gridhall.issues.service.index import index_issues
from gridhall.places.queries import chunks
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("编号", "问题", "内容", "作为", "电话", "反映日期", "状态", "评价", "经办")
_ENDED: Final = func.coalesce(Issue.closed_on, Issue.declined_on)
_TABLES: Final = ("issue", "issue_person", "issue_measure")
_SAID: Final = dict.fromkeys(("phone", "content", "spot", "result", "why", "word_said"), "")


def personal_issues(session: Session, person_id: int) -> Section:
    """What a person raised, and what concerned them, for the copy of what is kept of them."""
    mine = select(Issue).where(Issue.person_id == person_id).order_by(Issue.id)
    raised = [_line(one, "反映人", one.phone) for one in session.scalars(mine)]
    query = (
        select(Issue, IssuePerson.role, IssuePerson.phone)
        .join(IssuePerson, IssuePerson.issue_id == Issue.id)
        .where(IssuePerson.person_id == person_id)
        .order_by(Issue.id)
    )
    rows = session.execute(query)
    concerned = [_line(one, PEOPLE.get(role, role), phone) for one, role, phone in rows]
    return Section("反映的问题", _HEADINGS, (*raised, *concerned))


def _line(one: Issue, role: str, phone: str) -> tuple[str, ...]:
    word = f"{one.word_by}：{one.word_said}" if one.word_said else ""
    state = STATES.get(one.state, one.state)
    return (
        one.number, one.title, one.content, role, phone, str(one.received_on), state,
        word if role == "反映人" else "", one.clerk_name,
    )  # fmt: skip


class IssueKeeper:
    """What an issue says of a resident follows their own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with everything they raised."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """An issue stays as a figure, without who raised it and what was said."""
        raised = set(session.scalars(select(Issue.id).where(Issue.person_id == person_id)))
        theirs = IssuePerson.person_id == person_id
        concerned = set(session.scalars(select(IssuePerson.issue_id).where(theirs)))
        _scrub(session, raised | concerned | _once_named(session, person_id))
        _blank(session, raised, title=ANONYMOUS, person_id=None)
        _blank_people(session, theirs)
        session.expire_all()
        index_issues(session, raised)


class RaiserKeeper:
    """Who is not of the register and raised something, or was concerned: no longer than the term.

    A resident's own follow the resident's term; a unit is no person.
    """

    key = "issues"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """What was closed or declined on this day or before and still names somebody."""
        over = and_(Issue.state.in_(("closed", "declined")), before >= _ENDED)
        query = select(Issue.id, Issue.number, _ENDED.label("since"))
        rows = session.execute(query.where(over, _still_named()))
        return [DueItem(row.id, row.number, row.since) for row in rows]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Names, phones and what was said go; number, title, place and days stay as figures."""
        kept = set(ids)
        strangers = select(Issue.id).where(Issue.id.in_(kept), Issue.person_id.is_(None))
        _scrub(session, kept)
        _blank(session, set(session.scalars(strangers)))
        _blank_people(session, IssuePerson.issue_id.in_(kept) & IssuePerson.person_id.is_(None))
        session.expire_all()
        index_issues(session, kept)

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


def _still_named() -> ColumnElement[bool]:
    blank = ("", ANONYMOUS)
    raiser = and_(
        Issue.person_id.is_(None),
        Issue.raiser_unit_id.is_(None),
        or_(Issue.raiser.not_in(blank), Issue.phone != "", Issue.word_by.not_in(blank)),
    )
    outside = select(IssuePerson.issue_id).where(
        IssuePerson.person_id.is_(None), IssuePerson.name != ANONYMOUS
    )
    return or_(raiser, Issue.id.in_(outside))


def _once_named(session: Session, person_id: int) -> set[int]:
    """Issues that named a person once: only the images of a change still do."""
    one = GovernanceAction
    marks = (f'"person_id": {person_id},', f'"person_id": {person_id}}}')
    said = or_(*(one.images.contains(mark, autoescape=True) for mark in marks))
    changed = one.kind.in_(("issue_change", "issue_people"))
    query = select(one.subject_id).where(one.subject == "issue", changed, said)
    return {issue_id for issue_id in session.scalars(query) if issue_id is not None}


def _scrub(session: Session, ids: Collection[int]) -> None:
    """Acts keep rows as they were and tell the story: what people said and are called goes."""
    one = GovernanceAction
    for some in chunks(sorted(ids)):
        mine = select(one).where(one.subject == "issue", one.subject_id.in_(some))
        for act in session.scalars(mine).all():
            act.images = scrubbed(act.images, _rows_in(act.images))
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _rows_in(images: str) -> dict[str, set[int]]:
    return {name: set(rows_in(images, name)) for name in _TABLES}


def _blank(session: Session, ids: Collection[int], **more: Any) -> None:
    """What issues, their measures and responses say about people; a unit's name stays."""
    for some in chunks(sorted(ids)):
        mine = Issue.id.in_(some)
        session.execute(update(Issue).where(mine).values(**_SAID, **more))
        by_name = and_(mine, Issue.raiser_unit_id.is_(None), Issue.raiser != "")
        session.execute(update(Issue).where(by_name).values(raiser=ANONYMOUS))
        judged = update(Issue).where(mine, Issue.word_by != "")
        session.execute(judged.values(word_by=ANONYMOUS))
        measures = update(IssueMeasure).where(IssueMeasure.issue_id.in_(some))
        session.execute(measures.values(note="", reply=""))


def _blank_people(session: Session, which: ColumnElement[bool]) -> None:
    gone = {"name": ANONYMOUS, "phone": "", "person_id": None}
    session.execute(update(IssuePerson).where(which).values(**gone))

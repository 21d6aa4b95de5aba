"""What the lists keep of residents: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from gridhall.organisation.models import PartyMember
from gridhall.pledges.labels import LISTS, claim_label, state_label
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.service.index import index_items
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed
from gridhall.volunteering.labels import act_label
from gridhall.volunteering.models import ServiceAction, Volunteer

_HEADINGS = ("编号", "清单", "名称", "内容", "收集日期", "状态", "经办")


def personal_pledges(session: Session, person_id: int) -> Section:
    """What a person asked for or took on, for the copy of what is kept of them."""
    asked = [
        (
            one.number,
            LISTS[one.kind],
            one.title,
            one.content,
            str(one.opened_on),
            state_label(one.state),
            "",
        )
        for one in session.scalars(
            select(ListItem).where(ListItem.person_id == person_id).order_by(ListItem.id)
        )
    ]
    query = (
        select(Claim, ListItem)
        .join(ListItem, ListItem.id == Claim.item_id)
        .where(_theirs(person_id))
        .order_by(Claim.id)
    )
    taken = [
        (
            item.number,
            "认领",
            item.title,
            one.result,
            str(one.claimed_on),
            claim_label(one.state),
            one.clerk_name,
        )
        for one, item in session.execute(query)
    ]
    return Section("需求和认领", _HEADINGS, (*asked, *taken))


class PledgeKeeper:
    """What a need says of its resident follows their own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with everything they asked for."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """A need stays as a figure, without who asked for it and what was said of them."""
        mine = set(session.scalars(select(ListItem.id).where(ListItem.person_id == person_id)))
        claims = set(session.scalars(select(Claim.id).where(_theirs(person_id))))
        _scrub_acts(session, {"list_item": mine, "claim": claims})
        blank = {"title": ANONYMOUS, "content": "", "proposer": "", "spot": "", "person_id": None}
        session.execute(update(ListItem).where(ListItem.id.in_(mine)).values(**blank))
        told = update(Claim).where(Claim.id.in_(claims) | Claim.item_id.in_(mine))
        session.execute(told.values(result="", why="", confirmed_by=""))
        session.expire_all()
        index_items(session, mine)


def _theirs(person_id: int) -> ColumnElement[bool]:
    members = select(PartyMember.id).where(PartyMember.person_id == person_id)
    volunteers = select(Volunteer.id).where(Volunteer.person_id == person_id)
    return or_(Claim.member_id.in_(members), Claim.volunteer_id.in_(volunteers))


def _scrub_acts(session: Session, rows: dict[str, set[int]]) -> None:
    """Acts keep rows as they were and say the title: both are emptied."""
    marks = list(_marks(rows))
    images = ServiceAction.images
    for start in range(0, len(marks), 50):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(ServiceAction).where(or_(*some))).all():
            act.images = scrubbed(act.images, rows)
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _marks(rows: dict[str, set[int]]) -> Iterator[str]:
    """As db.images writes which row it is."""
    for table, ids in rows.items():
        for row_id in sorted(ids):
            yield f'"table": "{table}", "id": {row_id}, '

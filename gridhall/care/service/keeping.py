"""What care keeps of people: for their own copy, and until their term is over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridhall.care.labels import category_label, deed_words, rhythm_label
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.queries.visits import visits_of
from gridhall.issues.labels import act_label
from gridhall.issues.models import GovernanceAction
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("哪一项", "日期", "情况", "内容", "谁去", "经办")


def personal_care(session: Session, person_id: int) -> Section:
    """How a person is visited, for the copy of what is kept of them."""
    return Section("关爱走访", _HEADINGS, tuple(_lines(session, person_id)))


def _lines(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    mine = select(CareTarget).where(CareTarget.person_id == person_id).order_by(CareTarget.id)
    for one in session.scalars(mine):
        day = f"{one.since} 到 {one.until}" if one.until else f"{one.since} 起"
        what = "；".join(filter(None, (deed_words(one.needs), one.note, one.why)))
        kind = f"{category_label(one.category)}，{rhythm_label(one.rhythm)}"
        yield "关爱对象", day, kind, what, one.visitor, one.clerk_name
        for row in visits_of(session, one.id, limit=100_000):
            told = "；".join(filter(None, (row.done_words, row.note)))
            yield "走访", str(row.day), row.state_label, told, row.who, row.clerk_name


class CareKeeper:
    """Visits follow their person's own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with their visits."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Visits stay as figures; nothing says any more why they were made, or what was seen."""
        mine = select(CareTarget.id).where(CareTarget.person_id == person_id)
        targets = set(session.scalars(mine))
        made = set(session.scalars(select(CareVisit.id).where(CareVisit.target_id.in_(targets))))
        _scrub_acts(session, {"care_target": targets, "care_visit": made}, targets)
        gone = {"category": "other", "needs": "", "note": "", "visitor": "", "consent_on": None}
        session.execute(update(CareTarget).where(CareTarget.id.in_(targets)).values(**gone))
        blank = {"note": "", "visitor": ""}
        session.execute(update(CareVisit).where(CareVisit.id.in_(made)).values(**blank))
        told = CareVisit.id.in_(made) & (CareVisit.why != "")
        session.execute(update(CareVisit).where(told).values(why=ANONYMOUS))
        session.expire_all()


def _scrub_acts(session: Session, rows: Mapping[str, set[int]], targets: set[int]) -> None:
    """Acts keep rows as they were and say what was done: both are emptied."""
    about = (GovernanceAction.subject == "care_target", GovernanceAction.subject_id.in_(targets))
    for act in session.scalars(select(GovernanceAction).where(*about)).all():
        act.images = scrubbed(act.images, rows)
        act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()

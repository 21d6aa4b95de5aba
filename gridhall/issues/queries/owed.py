"""What an owner owes an answer on: told before a unit, an organisation or an agency ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.issues.models import Issue
from gridhall.issues.rules.orders import Owner
from gridhall.issues.rules.states import OWED
from gridhall.organisation.queries.owing import OWING

_NAMED = 3


def owed_by(session: Session, key: str) -> list[str]:
    """The numbers of the issues that somebody owes an answer on, the first due first."""
    owner = Owner.of_key(key)
    columns = {"unit_id": owner.unit_id, "organisation_id": owner.organisation_id}
    columns["agency_id"] = owner.agency_id
    theirs = [getattr(Issue, name) == row_id for name, row_id in columns.items() if row_id]
    if not theirs:
        return []
    query = select(Issue.number).where(*theirs, Issue.state.in_(OWED))
    return list(session.scalars(query.order_by(Issue.due_on, Issue.id)))


def owed_in_words(session: Session, key: str) -> str:
    """还欠 2 件问题的答复（哨〔2026〕0001 …），会留在吹哨台账里，请重新分派; "" nothing."""
    numbers = owed_by(session, key)
    if not numbers:
        return ""
    named = "、".join(numbers[:_NAMED]) + (" 等" if len(numbers) > _NAMED else "")
    return f"还欠 {len(numbers)} 件问题的答复（{named}），会留在吹哨台账里，请重新分派"


OWING.append(owed_in_words)

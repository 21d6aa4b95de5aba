"""What is done about guardians: named, ended. Each act can be taken back."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.registry.models import Guardian, Person
from gridhall.registry.queries.standing import standing
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.guardians import GuardianDraft, check_guardian, refuse_unfit
from gridhall.registry.rules.tags import check_end
from gridhall.registry.service.journal import Journal, open_action


def set_guardian(
    session: Session, clerk: Clerk, person_id: int, draft: GuardianDraft, today: date
) -> int:
    """Name a guardian (登记监护人); a child may have several. The action's id."""
    days = (draft.since or today, today)
    journal = Journal(session, clerk, open_action("guardian_set", clerk, days))
    write_guardian(journal, person_id, draft, today)
    return journal.close().id


def write_guardian(journal: Journal, person_id: int, draft: GuardianDraft, today: date) -> None:
    """Write a guardian down as part of an act, e.g. of a birth."""
    session, clerk = journal.session, journal.clerk
    known, name = _checked(session, person_id, draft, today)
    journal.add(
        Guardian(
            person_id=person_id,
            guardian_id=known.guardian_id,
            name="" if known.guardian_id is not None else known.name,
            phone=known.phone,
            relation=known.relation,
            since=known.since,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
        )
    )
    journal.tell(person_id, f"{known.relation} {name}", kind="guardian_set")
    said = {"after": {"guardian": name, "relation": known.relation}}
    record(session, clerk, "person.guardian", ("person", person_id), said)


def _checked(
    session: Session, person_id: int, draft: GuardianDraft, today: date
) -> tuple[GuardianDraft, str]:
    """The guardian as stored, with the name; raises UserError."""
    person = session.get_one(Person, person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    child = standing(session, [person_id])[person_id]
    known = check_guardian(draft, child, today)
    name = known.name
    if known.guardian_id is not None:
        guardian = standing(session, [known.guardian_id])[known.guardian_id]
        refuse_unfit(guardian, today)
        name = guardian.name
    _refuse_known(session, person_id, known, name)
    return known, name


def end_guardian(
    session: Session, clerk: Clerk, guardian_row: int, until: date, today: date
) -> int:
    """Somebody is no longer the guardian from a day on; what was stays on record."""
    row = session.get_one(Guardian, guardian_row)
    person = session.get_one(Person, row.person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    if row.until is not None:
        raise UserError("这位监护人已经结束，请按 F5 看最新内容")
    check_end(row.since, until, today)
    name = _name_of(session, row)
    journal = Journal(session, clerk, open_action("guardian_ended", clerk, (until, today)))
    journal.change(row, until=until)
    journal.tell(person.id, f"{row.relation} {name}")
    said = {"before": {"guardian": name}, "after": {"until": str(until)}}
    record(session, clerk, "person.guardian", ("person", person.id), said)
    return journal.close().id


def _refuse_known(session: Session, person_id: int, known: GuardianDraft, name: str) -> None:
    open_ones = select(Guardian).where(Guardian.person_id == person_id, Guardian.until.is_(None))
    for one in session.scalars(open_ones):
        same = one.guardian_id is not None and one.guardian_id == known.guardian_id
        if same or (known.guardian_id is None and one.name == known.name):
            raise UserError(f"“{name}”已经登记为监护人，不用再登")


def _name_of(session: Session, row: Guardian) -> str:
    if row.guardian_id is None:
        return row.name
    return session.get_one(Person, row.guardian_id).name

"""Takes a ledger's values over for people the hall knows, as acts that can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.service.sheet import Batch
from gridhall.registry.labels import FIELDS
from gridhall.registry.models import Membership, Person, PersonTag
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.service.changes import reindex
from gridhall.registry.service.journal import Journal, open_action
from gridhall.registry.service.tags import installed
from gridhall.registry.service.writing import DATED, set_facts
from gridhall.registry.sheets.undo import act_key


def update_people(session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
    """One act for each person; says how many people."""
    people: dict[int, dict[str, Any]] = {}
    for one in taken:
        people.setdefault(one.record_id, {})[one.field] = one.value
    today = batch.at.astimezone().date()
    for number, (person_id, values) in enumerate(people.items(), 1):
        _update(session, batch, (person_id, values), number, today)
    if people:
        homes = select(Membership.household_id).where(
            Membership.person_id.in_(list(people)), Membership.until.is_(None)
        )
        reindex(session, people, session.scalars(homes))
    return len(people)


def _update(
    session: Session, batch: Batch, who: tuple[int, Mapping[str, Any]], number: int, today: date
) -> None:
    person = session.get_one(Person, who[0])
    refuse_frozen(person.name, person.status, person.died_on)
    values = dict(who[1])
    tags = values.pop("tags", ())
    kind = "name_changed" if set(values) == {"name"} else "corrected" if values else "tagged"
    action = open_action(
        kind, batch.clerk, (today, today), reason=f"导入批次 {batch.name}",
        request_key=act_key(batch, number),
    )  # fmt: skip
    said = changes({name: getattr(person, name) for name in values}, values)
    journal = Journal(session, batch.clerk, action)
    _write(journal, person, values)
    for code in tags:
        _tag(journal, person.id, code)
    journal.close()
    if said["after"]:
        record(session, batch.clerk, "person.change", ("person", person.id), said)


def _write(journal: Journal, person: Person, values: Mapping[str, Any]) -> None:
    dated = {name: value for name, value in values.items() if name in DATED}
    plain = {name: value for name, value in values.items() if name not in DATED}
    if dated:
        set_facts(journal, person.id, dated)
    if plain:
        journal.change(person, **plain)
        journal.tell(person.id, "、".join(FIELDS[name] for name in plain), kind="corrected")


def _tag(journal: Journal, person_id: int, code: str) -> None:
    word = installed(journal.session, code)
    tag = PersonTag(
        person_id=person_id,
        tag=code,
        recorded_at=journal.action.recorded_at,
        clerk_name=journal.clerk.name,
    )
    journal.add(tag)
    journal.tell(person_id, word.told, kind="tagged")
    said = {"after": {"tag": word.told}}
    record(journal.session, journal.clerk, "person.tag", ("person", person_id), said)

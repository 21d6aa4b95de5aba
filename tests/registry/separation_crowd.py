"""A crowd with every kind of story for the tests of 人户分离."""

from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from gridhall.registry.models import Membership, PastAddress, PastValue, PersonPlace
from tests.factories import NOW, TODAY, make_dwelling, make_grid, make_household, make_person

KUNMING = "昆明市盘龙区"


def many_stories(session: Session, rng: Random) -> list[int]:
    """People with every kind of story, in two grids."""
    grids = [make_grid(session), make_grid(session, "G02", "第2网格"), None]

    def day() -> date:
        return TODAY - timedelta(days=rng.randrange(1, 700))

    ids = []
    for n in range(120):
        address = f"御景小区 {n % 3 + 1}-1-{n // 12 + 1}0{n % 4 + 1}"
        make_dwelling(session, address, grids[n % 3])
        person = make_person(session, hukou_kind=rng.choice(["local", "outside", "unknown"]))
        began = None if rng.random() < 0.3 else day()
        home = make_household(session, [(person, "02")], address, established_on=began)
        ids.append(person.id)
        if rng.random() < 0.3:
            _another_membership(session, home.id, person.id, began)
        if rng.random() < 0.3:
            here = make_dwelling(session, "御景小区 2-1-101").id if rng.random() < 0.5 else None
            _place(session, person.id, "residence", here, day())
        if rng.random() < 0.3:
            _place(session, person.id, "property", make_dwelling(session, address).id, day())
        if rng.random() < 0.2:
            kept = PastValue(person_id=person.id, field="hukou_kind", value="local", until=day())
            session.add(kept)
        if rng.random() < 0.1:
            there = make_dwelling(session, "御景小区 1-1-1103").id
            session.add(PastAddress(household_id=home.id, dwelling_id=there, until=day()))
        if rng.random() < 0.1:
            person.died_on, person.status = day(), "died"
    session.flush()
    return ids


def _another_membership(session: Session, home: int, person: int, began: date | None) -> None:
    if began is not None:
        before = Membership(household_id=home, person_id=person, relation="02", until=began)
        before.since, before.recorded_at = began - timedelta(days=90), NOW
        session.add(before)


def _place(session: Session, person: int, aspect: str, at: int | None, since: date) -> None:
    row = PersonPlace(person_id=person, aspect=aspect, dwelling_id=at, since=since, recorded_at=NOW)
    row.clerk_name, row.address = "王芳", "" if at else KUNMING
    session.add(row)

"""The directory that ships with the program; a hall's earlier list of hotlines joins it."""

import json
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.resources import resource
from gridhall.db.database import Database
from gridhall.hall.models import HallSetting
from gridhall.organisation.models import Agency
from gridhall.organisation.service.index import index_agencies

_EARLIER = "plate_hotlines"  # halls before the directory kept the plate's numbers here


def shipped_agencies() -> list[dict[str, Any]]:
    """The shipped agencies, in their order; `aliases` are a list."""
    text = resource("catalogue", "agencies.json").read_text(encoding="utf-8")
    told: list[dict[str, Any]] = json.loads(text)["agencies"]
    return told


def install_agencies(session: Session, clerk: Clerk) -> int:
    """Give a hall the shipped agencies; done again, it adds what is new; how many."""
    known = {name for pair in session.execute(select(Agency.code, Agency.name)) for name in pair}
    first = not known
    start = session.scalar(select(func.max(Agency.position))) or 0
    new = [one for one in shipped_agencies() if not {one["code"], one["name"]} & known]
    rows = [_agency(one, start + place, first) for place, one in enumerate(new, 1)]
    session.add_all(rows)
    session.flush()
    if first:
        rows += _take_earlier(session)
    index_agencies(session, [row.id for row in rows])
    if rows:
        record(session, clerk, "agency.save", ("agency", None), {"after": {"count": len(rows)}})
    return len(rows)


def ready_directory(db: Database, clerk: Clerk) -> None:
    """A hall from before the directory gets it the first time it is wanted."""
    with db.read() as session:
        there = session.scalar(select(Agency.id).limit(1)) is not None
    if not there:
        with db.write() as session:
            install_agencies(session, clerk)


def _agency(one: dict[str, Any], position: int, first: bool) -> Agency:
    told = {name: one.get(name, "") for name in ("does", "address", "hours", "phone")}
    return Agency(
        code=one["code"],
        name=one["name"],
        kind=one["kind"],
        aliases="\n".join(one.get("aliases", ())),
        on_plate=first and one.get("on_plate", False),
        position=position,
        active=True,
        **told,
    )


def _take_earlier(session: Session) -> list[Agency]:
    """The hall's own lines are on the plate, in their order, and nothing else; those added."""
    kept = session.get(HallSetting, _EARLIER)
    if kept is None:
        return []
    lines = [(str(name), str(number)) for name, number in json.loads(kept.value)]
    rows = list(session.scalars(select(Agency).order_by(Agency.position)))
    for row in rows:
        row.on_plate, row.position = False, row.position + len(lines)
    added: list[Agency] = []
    for place, (name, number) in enumerate(lines, 1):
        known = next((one for one in rows if one.phone == number), None)
        row = known or _own(name, number, place, rows)
        if known is None:
            session.add(row)
            added.append(row)
            rows.append(row)
        row.on_plate, row.position = True, place
    session.delete(kept)
    session.flush()
    return added


def _own(name: str, number: str, place: int, rows: list[Agency]) -> Agency:
    taken = {row.name for row in rows}
    return Agency(
        code=f"own-{place}",
        name=f"{name} {number}" if name in taken else name,
        kind="hotline",
        phone=number,
        aliases=name if name in taken else "",
        position=place,
        active=True,
    )

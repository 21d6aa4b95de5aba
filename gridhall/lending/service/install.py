"""The kinds of things that come with the program; the hall adds and drops its own."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.resources import resource
from gridhall.lending.models import ThingKind


def shipped() -> dict[str, Any]:
    """The shipped kinds, and what usually lies in a kit."""
    text = resource("lending", "kinds.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return told


def install_things(session: Session, clerk: Clerk) -> int:
    """Give a new hall the shipped kinds; done again, it adds what is new; how many."""
    known = set(session.scalars(select(ThingKind.code)))
    listed = enumerate(shipped()["kinds"], 1)
    new = [(place, one) for place, one in listed if one["code"] not in known]
    session.add_all(ThingKind(place=place, **one) for place, one in new)
    session.flush()
    if new:
        record(session, clerk, "lending.kind", ("thing_kind", None), {"after": {"count": len(new)}})
    return len(new)

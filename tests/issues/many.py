"""Issues by the thousand, written as the steps would leave them: each in a state of its own."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gridhall.issues.models import Issue, IssueCategory, IssueResponse
from gridhall.organisation.models import PartnerUnit
from gridhall.places.models import Building, Grid
from tests.factories import NOW

S1 = {"collected": 950, "admitted": 570, "whistled": 430, "solved": 360}
_DAY = timedelta(days=1)


def make_units(session: Session, names: Sequence[str]) -> list[int]:
    """Partner units of these names."""
    rows = [PartnerUnit(name=name, short_name=name, kind="resident") for name in names]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def make_many(
    session: Session,
    count: int = S1["collected"],
    span: tuple[date, date] = (date(2026, 1, 1), date(2026, 10, 20)),
    shares: dict[str, int] | None = None,
) -> None:
    """So many issues over the days of `span`; of each `collected` so many reached each stage."""
    told = shares or S1
    ids = {
        name: list(session.scalars(select(one.id).where(*where)))
        for name, one, where in (
            ("category_id", IssueCategory, (IssueCategory.parent_id.is_not(None),)),
            ("unit_id", PartnerUnit, ()),
            ("grid_id", Grid, ()),
            ("building_id", Building, ()),
        )
    }
    lying = session.execute(select(Building.id, Building.compound_id))
    compounds = {building: compound for building, compound in lying}
    rows = list(_rows(count, span, told, (ids, compounds)))
    session.execute(insert(Issue), [row for row, _ in rows])
    responses = [response for _, response in rows if response]
    if responses:
        session.execute(insert(IssueResponse), responses)


def _rows(
    count: int,
    span: tuple[date, date],
    told: dict[str, int],
    known: tuple[dict[str, list[int]], dict[int, int]],
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    ids, compounds = known
    days = (span[1] - span[0]).days + 1
    turns = {name: cycle(found or [None]) for name, found in ids.items()}  # type: ignore[list-item]
    whole = told["collected"]
    for n in range(count):
        place = n * 7919 % whole  # spread, but exactly so many of each
        received = span[0] + n * days // count * _DAY
        one: dict[str, Any] = {
            "id": n + 1,
            "number": f"哨〔{received.year}〕{n + 1:04}",
            "title": f"第 {n + 1} 件",
            "path": n % 3 + 1,
            "channel": ("visit", "sms", "phone", "patrol")[n % 4],
            "received_on": received,
            "recorded_at": NOW,
            "clerk_name": "王芳",
            "state": "collected",
            "version": 1,
            "size": ("trivial", "minor", "major")[n % 3],
            **{name: next(turns[name]) for name in ("category_id", "grid_id", "building_id")},
            "unit_id": None, "owner_name": "", "due_on": None, "route": None,
            **dict.fromkeys(
                ("admitted_on", "declined_on", "whistled_on", "reported_on", "resolved_on")
            ),
            **dict.fromkeys(("verified_on", "closed_on")), "word": "",
        }  # fmt: skip
        one["compound_id"] = compounds.get(one["building_id"] or 0)
        yield one, _stage(one, place, told, turns["unit_id"])


def _stage(
    one: dict[str, Any], place: int, told: dict[str, int], units: Iterator[Any]
) -> dict[str, Any] | None:
    """Bring an issue as far as its place says; its response once it was routed."""
    received = one["received_on"]
    if place >= told["admitted"]:
        if place % 2:
            one |= {"state": "declined", "declined_on": received + 5 * _DAY}
        return None
    unit, due = next(units), received + 20 * _DAY
    one |= {
        "state": "routed", "admitted_on": received + 5 * _DAY, "unit_id": unit, "route": 1,
        "owner_name": f"单位{unit}", "due_on": due,
    }  # fmt: skip
    response = {
        "issue_id": one["id"], "route": 1, "level": 2, "owner_key": f"unit:{unit}",
        "unit_id": unit, "owner_name": f"单位{unit}", "assigned_on": received + 5 * _DAY,
        "due_on": due, "whistled_on": None, "report_by": None, "reported_on": None,
        "resolved_on": None, "ended_on": None,
    }  # fmt: skip
    if place < told["whistled"]:
        blown = {"whistled_on": received + 6 * _DAY, "reported_on": received + 7 * _DAY}
        one |= {"state": "reported_in", **blown}
        response |= {**blown, "report_by": received + (7 if place % 3 else 6) * _DAY}
    if place < told["solved"]:
        done = received + (12 if place % 4 else 30) * _DAY
        one |= {"state": "resolved", "resolved_on": done}
        response["resolved_on"] = done
        if place % 5:
            word = "unsatisfied" if place % 11 == 0 else "satisfied"
            one |= {"state": "verified", "verified_on": done + _DAY, "word": word}
            if word == "satisfied":
                one |= {"state": "closed", "closed_on": done + 2 * _DAY}
    return response

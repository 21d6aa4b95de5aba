"""What a change writes: memberships ended and begun, households opened and ended, facts set."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.codes import table
from gridhall.papers.service import next_number
from gridhall.registry.labels import FIELDS
from gridhall.registry.models import Household, Membership, PastAddress, PastValue, Person
from gridhall.registry.rules.changes import NEW, Change, Plan, Target
from gridhall.registry.rules.merging import value_words
from gridhall.registry.service.journal import Journal

# What changes in a life is dated: until that day it was otherwise. The rest was a mistake.
DATED = frozenset({
    "name", "hukou_kind", "hukou_address", "marital_status", "political_status", "education",
    "workplace", "occupation",
})  # fmt: skip


def write_change(journal: Journal, change: Change, plan: Plan) -> int | None:
    """Write a planned change down; the household people came to, if any."""
    target = _open_target(journal, change)
    _move(journal, change, plan, target)
    _rearrange(journal, change, plan)
    for household_id, there in change.moves.items():
        _move_whole(journal, household_id, there)
    for person_id, facts in change.facts.items():
        set_facts(journal, person_id, facts)
    _end_empty(journal, plan)
    return target


def set_facts(journal: Journal, person_id: int, facts: Mapping[str, Any]) -> None:
    """Change fields of a person with the day: what they said until then is kept (曾用)."""
    person = journal.session.get_one(Person, person_id)
    told = {name: value for name, value in facts.items() if getattr(person, name) != value}
    words = [
        f"{FIELDS.get(name, name)}：{value_words(name, getattr(person, name))}"
        f" → {value_words(name, value)}"
        for name, value in told.items()
    ]
    keep_past(journal, person, told)
    journal.change(person, **facts)
    if words:
        journal.tell(person_id, "；".join(words), kind=_fact_kind(journal, facts))


def keep_past(journal: Journal, person: Person, names: Iterable[str]) -> None:
    """Keep what these fields of a person said until the day of the act."""
    for name in names:
        said = str(getattr(person, name) or "")
        day = journal.action.happened_on
        journal.add(PastValue(person_id=person.id, field=name, value=said, until=day))


def _move_whole(journal: Journal, household_id: int, there: Target) -> None:
    """整户搬迁: the number stays, the old address is kept with its end."""
    session, day = journal.session, journal.action.happened_on
    home = session.get_one(Household, household_id)
    journal.add(PastAddress(household_id=home.id, dwelling_id=home.dwelling_id, until=day))
    journal.change(home, dwelling_id=there.dwelling_id)
    living = select(Membership.person_id).where(
        Membership.household_id == home.id, Membership.until.is_(None)
    )
    for person_id in session.scalars(living).all():
        journal.tell(person_id, f"整户搬到 {there.address}", (home.id, home.id))


def _open_target(journal: Journal, change: Change) -> int | None:
    """The household people come to; a new one gets the hall's next number."""
    target = change.target
    if target is None or target.household_id != NEW:
        return None if target is None else target.household_id
    number = f"{next_number(journal.session, 'household', ''):06}"
    home = Household(
        number=number,
        kind=target.kind,
        dwelling_id=target.dwelling_id,
        established_on=change.happened_on,
    )
    return journal.add(home).id


def _move(journal: Journal, change: Change, plan: Plan, target: int | None) -> None:
    before = {one.person_id: one.household_id for home in plan.before for one in home.members}
    for person_id, relation in change.movers.items():
        was = before.get(person_id)
        end_membership(journal, person_id)
        if target is not None:
            begin_membership(journal, person_id, target, relation)
        journal.change(journal.session.get_one(Person, person_id), **_status(change, target))
        journal.tell(person_id, _detail(journal, was, target, relation), (was, target))


def _rearrange(journal: Journal, change: Change, plan: Plan) -> None:
    """Those who stay get their new relations (a new head and what follows)."""
    for home in plan.before:
        for member in home.members:
            now = change.relations.get(member.person_id, member.relation)
            if now == member.relation or member.person_id in change.movers:
                continue
            end_membership(journal, member.person_id)
            begin_membership(journal, member.person_id, home.id, now)
            told = f"与户主关系改为{table('relation').label(now)}"
            journal.tell(member.person_id, told, (home.id, home.id), "head_changed")


def end_membership(journal: Journal, person_id: int) -> str:
    """Whoever is in a household leaves it that day; what they were to the head, or nothing."""
    held = select(Membership).where(Membership.person_id == person_id, Membership.until.is_(None))
    relation = ""
    for membership in journal.session.scalars(held).all():
        relation = membership.relation
        journal.change(membership, until=journal.action.happened_on)
    return relation


def begin_membership(journal: Journal, person_id: int, household_id: int, relation: str) -> None:
    """A person belongs to a household from that day on."""
    journal.add(
        Membership(
            household_id=household_id,
            person_id=person_id,
            relation=relation,
            since=journal.action.happened_on,
            recorded_at=journal.action.recorded_at,
            clerk_name=journal.clerk.name,
        )
    )


def _end_empty(journal: Journal, plan: Plan) -> None:
    before = {home.id: home for home in plan.before}
    for home in plan.after:
        was = before.get(home.id)
        if was is not None and home.ended_on != was.ended_on:
            kept = journal.session.get_one(Household, home.id)
            journal.change(kept, ended_on=home.ended_on)


def _status(change: Change, target: int | None) -> dict[str, Any]:
    if target is not None:
        return {"status": "present"}
    if change.kind == "died":
        return {"status": "died", "died_on": change.happened_on}
    return {"status": "left"}


def _detail(journal: Journal, was: int | None, now: int | None, relation: str) -> str:
    """离开户号 000012；户号 000031，子."""
    left = "" if was is None else f"离开户号 {_number(journal.session, was)}"
    if now is None:
        return left
    came = f"户号 {_number(journal.session, now)}，{table('relation').label(relation)}"
    return "；".join(filter(None, (left, came)))


def _number(session: Session, household_id: int) -> str:
    return session.get_one(Household, household_id).number


def _fact_kind(journal: Journal, facts: Mapping[str, Any]) -> str:
    if journal.action.kind in ("name_changed", "corrected", "died"):
        return journal.action.kind
    return "hukou_changed" if "hukou_kind" in facts else "corrected"

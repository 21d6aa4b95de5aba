"""What a transfer would make of the register as it is now (办完以后), and clerks' drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.text import clean_name
from gridhall.registry.labels import TRANSFER_STATES
from gridhall.registry.models import HukouTransfer, Person, TransferMaterial, TransferPerson
from gridhall.registry.models import TransferDraft as KeptDraft
from gridhall.registry.queries.standing import home_standing, neighbours, standing
from gridhall.registry.queries.transfers.categories import category
from gridhall.registry.rules.changes import NEW, Change, Doubt, Home, Member, Plan, plan_change
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import (
    OPEN,
    Around,
    TransferDraft,
    as_whole_move,
    change_of,
    draft_from_json,
    transfer_doubts,
    with_ids,
)


def draft_plan(
    session: Session, draft: TransferDraft, today: date, besides: int | None = None
) -> Plan:
    """The households before and after, and everything that speaks against the transfer.

    Newcomers (ids below zero) count as if they were registered. `besides` is the transfer that the
    draft belongs to, once it is opened.
    """
    draft = with_kind(session, draft)
    people = _people(session, draft)
    change = change_on_register(session, draft, today)
    homes, behind = _homes(session, change, people)
    planned = plan_change(change, people, homes, today, behind)
    around = Around(people, _hukou(session, people), _under_way(session, people, besides))
    return replace(planned, doubts=_told_once([*transfer_doubts(draft, around), *planned.doubts]))


def change_on_register(session: Session, draft: TransferDraft, today: date) -> Change:
    """The change the transfer is about to be, with everybody coming from where they are now."""
    found = standing(session, [who for who in draft.movers if who > 0]).values()
    here = {one.person_id: one.household_id for one in found if one.household_id is not None}
    change = change_of(with_kind(session, draft), today, here)
    homes = home_standing(session, set(here.values()))
    return as_whole_move(change, list(homes.values()))


def with_kind(session: Session, draft: TransferDraft) -> TransferDraft:
    """The draft with the event its category ends in; a draft without a category stays as it is."""
    if draft.kind or not draft.category:
        return draft
    return replace(draft, kind=category(session, draft.category).kind)


def kept_draft(session: Session, plan: str) -> TransferDraft:
    """What an opened transfer is going to do; whoever was merged since is who they are now."""
    draft = draft_from_json(plan)
    named = {draft.applicant_id, *draft.people, *draft.relations, *draft.facts}
    ids: dict[int, int] = {}
    while named:
        query = select(Person.id, Person.merged_into).where(
            Person.id.in_(named), Person.status == "merged", Person.merged_into.is_not(None)
        )
        merged = {row.id: row.merged_into for row in session.execute(query)}
        ids = {who: merged.get(now, now) for who, now in ids.items()} | merged
        named = set(merged.values()) - set(ids)
    return with_ids(draft, ids)


def draft_again(session: Session, transfer_id: int, today: date) -> TransferDraft:
    """A draft for what came to nothing (证件过期, 退回, 撤回): the same, with what is there."""
    kept = session.get_one(HukouTransfer, transfer_id)
    there = select(TransferMaterial.place).where(
        TransferMaterial.transfer_id == transfer_id, TransferMaterial.received_on.is_not(None)
    )
    return replace(
        kept_draft(session, kept.plan),
        effective_on=today,
        received=frozenset(session.scalars(there)),
        request_key="",
        consulting=False,
    )


def stored_draft(session: Session, clerk: Clerk) -> TransferDraft | None:
    """What the clerk had filled in and not yet handed in (草稿), or nothing."""
    kept = session.scalar(select(KeptDraft.content).where(KeptDraft.clerk_name == clerk.name))
    if kept is None:
        return None
    try:
        return draft_from_json(kept)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # kept by another version of the program


def _people(session: Session, draft: TransferDraft) -> dict[int, Member]:
    """Everybody named who has a card, and the newcomers as they will stand."""
    named = {draft.applicant_id, *draft.movers, *draft.relations, *draft.facts}
    people = standing(session, [who for who in named if who > 0])
    for who, typed in draft.newcomers.items():
        people[who] = _newcomer(who, typed)
    return people


def _newcomer(who: int, typed: ResidentDraft) -> Member:
    sex, born = typed.sex or "0", typed.birth_date
    try:
        found = parse_id_number(typed.id_number or "")
        sex, born = found.sex, found.birth_date
    except UserError:
        pass  # told when the card is checked
    return Member(who, clean_name(typed.name), sex, born, status="unsettled")


def _homes(
    session: Session, change: Change, people: Mapping[int, Member]
) -> tuple[dict[int, Home], list[Home]]:
    """The households concerned, and who lives already behind the door of a new one."""
    named = {*change.movers, *change.relations, *change.facts}
    wanted = {one.household_id for who, one in people.items() if who in named} | set(change.moves)
    target = next(iter(change.moves.values()), change.target)
    if target is None or (target.household_id != NEW and not change.moves):
        wanted |= {target.household_id} if target else set()
        return home_standing(session, [one for one in wanted if one is not None]), []
    homes = home_standing(session, [one for one in wanted if one is not None])
    if target.dwelling_id is None:
        return homes, []
    return homes, [one for one in neighbours(session, target.dwelling_id) if one.id not in wanted]


def _hukou(session: Session, people: Iterable[int]) -> dict[int, str]:
    query = select(Person.id, Person.hukou_kind).where(Person.id.in_(set(people)))
    return {row.id: row.hukou_kind for row in session.execute(query)}


def _under_way(session: Session, people: Iterable[int], besides: int | None) -> dict[int, str]:
    """Who is in another transfer that is still open: its number and state."""
    query = (
        select(TransferPerson.person_id, HukouTransfer.number, HukouTransfer.state)
        .join(HukouTransfer, HukouTransfer.id == TransferPerson.transfer_id)
        .where(TransferPerson.person_id.in_(set(people)), HukouTransfer.state.in_(OPEN))
        .where(HukouTransfer.id != (besides or 0))
    )
    return {
        who: f"{number}（{TRANSFER_STATES[state]}）"
        for who, number, state in session.execute(query)
    }


def _told_once(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once; that a day to come is also later than today's report needs no saying."""
    codes = {one.code for one in doubts}
    dropped = {"date.order"} if "date.future" in codes else set()
    found: dict[tuple[object, ...], Doubt] = {}
    for one in doubts:
        alike = (one.code, one.person_id, one.household_id)
        if one.code not in dropped:
            found.setdefault(alike, one)
    return tuple(found.values())

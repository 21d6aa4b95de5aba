"""Acts on party members: joined, transferred in and out (组织关系转接), reported (在职党员报到)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import Values, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
)
from gridhall.organisation.queries.people import same_person
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.members import (
    KEEPERS,
    MemberDraft,
    MemberFacts,
    MemberMove,
    ReportDraft,
    TransferOut,
)
from gridhall.organisation.rules.seats import Done, Holder, Leaving
from gridhall.organisation.service.acts import About, Acts, refuse_to_come
from gridhall.organisation.service.guards import standing
from gridhall.organisation.service.holding import Span, Who, done_again, resident_row, who_is

TEXT_LIMIT, LETTER_LIMIT = 100, 40
MEMBER, REPORTED = "member", "reported"


def add_member(session: Session, clerk: Clerk, draft: MemberDraft, today: date) -> Done:
    """Write down a member of a branch or group (登记党员)."""
    return _take_in(session, clerk, draft, today, "member_add")


def transfer_in(session: Session, clerk: Clerk, draft: MemberDraft, today: date) -> Done:
    """A member's relation comes from elsewhere (转入), on a letter (介绍信)."""
    if not clean(draft.came_from):
        raise UserError("请填写从哪里转来，例如 区税务局机关党支部")
    if draft.since is None:
        raise UserError("请填写转入日期")
    return _take_in(session, clerk, draft, today, "transfer_in")


_DONE = {"member_add": "登记党员", "transfer_in": "组织关系转入"}


def _take_in(session: Session, clerk: Clerk, draft: MemberDraft, today: date, kind: str) -> Done:
    require(clerk, Role.SUPERVISOR, _DONE[kind])
    again = done_again(session, draft.request_key, PartyRelation.__tablename__)
    if again is not None:
        return again
    branch = _keeper(session, draft.organisation_id, draft.since)
    _check_facts(draft.joined_on, draft.full_on, today)
    since = draft.since
    if since is not None:
        refuse_to_come(since, today)
        if draft.joined_on is not None and since < draft.joined_on:
            raise UserError(f"到支部的日期 {since} 早于入党日期 {draft.joined_on}，请核对")
    acts = Acts(
        session, clerk, kind, since or today, today,
        organisation_id=branch.id, request_key=draft.request_key,
    )  # fmt: skip
    who = _member_who(acts, draft.holder, since or today)
    member = _member(acts, who, draft.joined_on, draft.full_on)
    _refuse_two(session, member, since, None)
    said = {"came_from": clean(draft.came_from)[:TEXT_LIMIT],
            "letter_in": clean(draft.letter_in)[:LETTER_LIMIT]}  # fmt: skip
    relation = _open(acts, member, branch, MEMBER, {"since": since, **said})
    _record(acts, f"party.{kind}", relation, who, branch)
    words = f"{who.name}{_DONE[kind]}到“{branch.name}”"
    return Done(acts.close(words), relation.id)


def transfer_out(
    session: Session, clerk: Clerk, relation_id: int, leaving: TransferOut, today: date
) -> Done:
    """A member's relation goes elsewhere (转出); a receipt (回执) is awaited."""
    require(clerk, Role.SUPERVISOR, "组织关系转出")
    if not clean(leaving.went_to):
        raise UserError("请填写转往哪里，例如 芝罘区向阳街道党工委")
    said = {
        "went_to": clean(leaving.went_to)[:TEXT_LIMIT],
        "letter_out": clean(leaving.letter_out)[:LETTER_LIMIT],
    }
    end = Leaving(leaving.day, leaving.why or "转出", leaving.request_key)
    return _end(session, clerk, _Ending(relation_id, MEMBER, "transfer_out", said), end, today)


def note_receipt(session: Session, clerk: Clerk, relation_id: int, day: date, today: date) -> Done:
    """The receipt of a relation that went out has come (收到回执)."""
    require(clerk, Role.SUPERVISOR, "登记回执")
    row = _relation(session, relation_id, MEMBER)
    name = _name(session, row)
    if row.until is None or not row.went_to:
        raise UserError(f"{name}的组织关系没有转出，不用登记回执")
    if row.receipt_on is not None:
        raise UserError(f"{name}的回执 {row.receipt_on} 已经收到，不用再登记")
    if day < row.until:
        raise UserError(f"回执日期 {day} 早于转出日期 {row.until}，请核对")
    acts = Acts(session, clerk, "receipt", day, today, organisation_id=row.organisation_id)
    acts.change(row, receipt_on=day)
    said = {"after": {"name": name, "receipt_on": day}}
    record(session, clerk, "party.receipt", ("party_relation", row.id), said)
    return Done(acts.close(f"收到{name}转往“{row.went_to}”的回执"), row.id)


def move_member(
    session: Session, clerk: Clerk, relation_id: int, move: MemberMove, today: date
) -> Done:
    """A member goes to another branch or group of the hall (支部间调整)."""
    require(clerk, Role.SUPERVISOR, "调整党员所在支部")
    again = done_again(session, move.request_key, PartyRelation.__tablename__)
    if again is not None:
        return again
    row = _open_relation(session, relation_id, MEMBER)
    branch = _keeper(session, move.organisation_id, move.day)
    if branch.id == row.organisation_id:
        raise UserError(f"{_name(session, row)}已经在“{branch.name}”，请选别的支部")
    _refuse_not_after(_name(session, row), row.since, move.day)
    acts = Acts(
        session, clerk, "member_move", move.day, today,
        organisation_id=branch.id, other_id=row.organisation_id, request_key=move.request_key,
    )  # fmt: skip
    member = session.get_one(PartyMember, row.member_id)
    name = _name(session, row)
    acts.change(row, until=move.day, why=clean(move.why)[:TEXT_LIMIT] or f"转到{branch.name}"[:100])
    relation = _open(acts, member, branch, MEMBER, {"since": move.day, "unit_id": row.unit_id})
    said = {"after": {"name": name, "to": branch.name, "on": move.day}}
    record(session, clerk, "party.move", ("party_relation", relation.id), said)
    return Done(acts.close(f"{name}转到“{branch.name}”"), relation.id)


def report_in(session: Session, clerk: Clerk, draft: ReportDraft, today: date) -> Done:
    """A working member reports to the organisation where they live (在职党员报到)."""
    require(clerk, Role.SUPERVISOR, "登记报到")
    again = done_again(session, draft.request_key, PartyRelation.__tablename__)
    if again is not None:
        return again
    day = draft.since or today
    row = _there_on(session, draft.organisation_id, day)
    if not kind_of(row.kind).party:
        raise UserError(f"“{row.name}”不是党组织，报到请选党支部或社区党委")
    _check_facts(draft.joined_on, None, today)
    unit = _unit(session, draft.unit_id, day)
    acts = Acts(
        session, clerk, "report_in", day, today,
        organisation_id=row.id, request_key=draft.request_key,
    )  # fmt: skip
    who = _member_who(acts, draft.holder, day)
    member = _member(acts, who, draft.joined_on, None)
    _refuse_reported(session, member, row, day)
    relation = _open(acts, member, row, REPORTED, {"since": day, "unit_id": unit and unit.id})
    _record(acts, "party.report", relation, who, row)
    return Done(acts.close(f"{who.name}到“{row.name}”报到"), relation.id)


def end_report(
    session: Session, clerk: Clerk, relation_id: int, leaving: Leaving, today: date
) -> Done:
    """A report ends (结束报到)."""
    require(clerk, Role.SUPERVISOR, "结束报到")
    return _end(session, clerk, _Ending(relation_id, REPORTED, "report_end"), leaving, today)


def end_member(
    session: Session, clerk: Clerk, relation_id: int, leaving: Leaving, today: date
) -> Done:
    """A relation ends without going elsewhere (减员): death, leaving the party."""
    require(clerk, Role.SUPERVISOR, "登记党员减员")
    if not clean(leaving.why):
        raise UserError("请填写减员原因，例如 去世")
    return _end(session, clerk, _Ending(relation_id, MEMBER, "member_end"), leaving, today)


def change_member(
    session: Session, clerk: Clerk, member_id: int, facts: MemberFacts, today: date
) -> Done:
    """Put right when somebody joined, or note that they became full members (转正)."""
    require(clerk, Role.SUPERVISOR, "修改党员信息")
    row = session.get(PartyMember, member_id)
    if row is None:
        raise UserError("没有这位党员，可能刚被撤回。请按 F5 看最新内容")
    if row.version != facts.version:
        raise UserError("这位党员的信息别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    _check_facts(facts.joined_on, facts.full_on, today)
    name = _member_name(session, row)
    before = {"joined_on": row.joined_on, "full_on": row.full_on}
    after = {"joined_on": facts.joined_on, "full_on": facts.full_on}
    acts = Acts(session, clerk, "member_change", today, today, **_at(session, row.id))
    acts.change(row, **after)
    said: Values = {"name": name, **after}
    trail = {"before": before, "after": said}
    record(session, clerk, "party.change", ("party_member", row.id), trail)
    return Done(acts.close(f"改{name}的党员信息"), row.id)


_WORDS = {"transfer_out": "组织关系转出", "report_end": "结束报到", "member_end": "减员"}


class _Ending(NamedTuple):
    """Which relation ends, by which act, with what is written to it."""

    relation_id: int
    kind: str
    act: str
    said: Mapping[str, str] = MappingProxyType({})


def _end(session: Session, clerk: Clerk, what: _Ending, leaving: Leaving, today: date) -> Done:
    again = done_again(session, leaving.request_key, PartyRelation.__tablename__)
    if again is not None:
        return again
    row = _open_relation(session, what.relation_id, what.kind)
    name = _name(session, row)
    _refuse_not_after(name, row.since, leaving.until)
    acts = Acts(
        session, clerk, what.act, leaving.until, today,
        organisation_id=row.organisation_id, request_key=leaving.request_key,
    )  # fmt: skip
    why = clean(leaving.why)[:TEXT_LIMIT] or _WORDS[what.act]
    acts.change(row, until=leaving.until, why=why, **what.said)
    told = {"name": name, "until": leaving.until, "reason": why, **what.said}
    record(session, clerk, f"party.{what.act}", ("party_relation", row.id), {"after": told})
    to = f"到“{what.said['went_to']}”" if what.said else f"（{why}）"
    return Done(acts.close(f"{name}{_WORDS[what.act]}{to}"), row.id)


def _member_who(acts: Acts, holder: Holder, day: date) -> Who:
    """Who is meant: a resident who is not dead, or somebody from outside."""
    if holder.person_id is not None:
        one = resident_row(acts.session, holder.person_id)
        if one.gone in ("died", "void"):
            said = "去世" if one.gone == "died" else "作废登记"
            raise UserError(f"{one.name}已于 {one.gone_on} {said}，不能登记为党员，请核对")
        return Who(one.id, None, one.name)
    return who_is(acts, holder, Span(day))


def _member(acts: Acts, who: Who, joined_on: date | None, full_on: date | None) -> PartyMember:
    """The member's own row: known, or written down now; days that were not known are filled in."""
    query = select(PartyMember).where(_mine(acts.session, who))
    known = acts.session.scalars(query).first()
    if known is None:
        ids = {"person_id": who.person_id, "outsider_id": who.outsider_id}
        return acts.add(PartyMember(**ids, joined_on=joined_on, full_on=full_on))
    acts.change(known, joined_on=joined_on or known.joined_on, full_on=full_on or known.full_on)
    return known


def _mine(session: Session, who: Who) -> Any:
    if who.person_id is not None:
        return PartyMember.person_id.in_(same_person(session, who.person_id))
    return PartyMember.outsider_id == who.outsider_id


def _open(
    acts: Acts, member: PartyMember, row: Organisation, kind: str, said: dict[str, Any]
) -> PartyRelation:
    return acts.add(
        PartyRelation(
            member_id=member.id,
            organisation_id=row.id,
            kind=kind,
            recorded_at=acts.action.recorded_at,
            clerk_name=acts.clerk.name,
            **said,
        )
    )


def _keeper(session: Session, organisation_id: int, day: date | None) -> Organisation:
    """A branch or group that is there on the day; nothing else keeps members."""
    row = _there_on(session, organisation_id, day)
    if row.kind not in KEEPERS:
        kind = kind_of(row.kind).name
        raise UserError(f"党员要编入党支部或党小组，“{row.name}”是{kind}，请选下面的支部")
    return row


def _there_on(session: Session, organisation_id: int, day: date | None) -> Organisation:
    row = standing(session, organisation_id)
    if day is not None and row.founded_on is not None and day < row.founded_on:
        raise UserError(f"“{row.name}”{row.founded_on} 才成立，日期 {day} 要改到这以后")
    return row


def _unit(session: Session, unit_id: int | None, day: date) -> PartnerUnit | None:
    if unit_id is None:
        return None
    unit = session.get(PartnerUnit, unit_id)
    if unit is None:
        raise UserError("没有这个单位，请从列表里选")
    if unit.active_to is not None and unit.active_to <= day:
        raise UserError(f"“{unit.name}”{unit.active_to} 已停止共建，请选别的单位")
    return unit


def _relation(session: Session, relation_id: int, kind: str) -> PartyRelation:
    row = session.get(PartyRelation, relation_id)
    if row is None or row.kind != kind:
        raise UserError("没有这条组织关系，可能刚被撤回。请按 F5 看最新内容")
    return row


def _open_relation(session: Session, relation_id: int, kind: str) -> PartyRelation:
    row = _relation(session, relation_id, kind)
    if row.until is not None:
        raise UserError(f"{_name(session, row)}{row.until} 已经转走或结束，不用再办")
    return row


def _refuse_two(
    session: Session, member: PartyMember, since: date | None, until: date | None
) -> None:
    """Refuse two branches at once, now or ever."""
    rows = session.scalars(
        select(PartyRelation).where(
            PartyRelation.member_id == member.id,
            PartyRelation.kind == MEMBER,
            or_(PartyRelation.until.is_(None), PartyRelation.until > (since or date.min)),
        )
    )
    for row in rows:
        if until is None or (row.since or date.min) < until:
            branch = session.get_one(Organisation, row.organisation_id).name
            name = _member_name(session, member)
            when = f"到 {row.until} 为止" if row.until else ""
            raise UserError(
                f"{name}的组织关系{when}在“{branch}”，不能同时在两个支部。换支部请用“转到别的支部”"
            )


def _refuse_reported(session: Session, member: PartyMember, row: Organisation, day: date) -> None:
    query = select(PartyRelation.id).where(
        PartyRelation.member_id == member.id,
        PartyRelation.kind == REPORTED,
        PartyRelation.organisation_id == row.id,
        or_(PartyRelation.until.is_(None), PartyRelation.until > day),
    )
    if session.scalars(query).first() is not None:
        raise UserError(f"{_member_name(session, member)}已经到“{row.name}”报到过，不用再报")


def _refuse_not_after(name: str, since: date | None, day: date) -> None:
    if since is not None and day <= since:
        raise UserError(f"{name}{since} 才到这里，日期 {day} 要在这以后，请核对")


def _check_facts(joined_on: date | None, full_on: date | None, today: date) -> None:
    """Refuse days to come, and full membership before joining."""
    for what, day in (("入党日期", joined_on), ("转正日期", full_on)):
        if day is not None and day > today:
            raise UserError(f"{what}不能晚于今天（{today}），请核对")
    if joined_on is not None and full_on is not None and full_on < joined_on:
        raise UserError(f"转正日期 {full_on} 早于入党日期 {joined_on}，请核对这两个日期")


def _name(session: Session, row: PartyRelation) -> str:
    return _member_name(session, session.get_one(PartyMember, row.member_id))


def _member_name(session: Session, member: PartyMember) -> str:
    if member.person_id is not None:
        return resident_row(session, member.person_id).name
    return session.get_one(Outsider, member.outsider_id).name


def _at(session: Session, member_id: int) -> About:
    """The branch whose history tells of a member."""
    query = select(PartyRelation.organisation_id).where(
        PartyRelation.member_id == member_id, PartyRelation.kind == MEMBER
    )
    return About(organisation_id=session.scalars(query.order_by(PartyRelation.id.desc())).first())


def _record(acts: Acts, action: str, relation: PartyRelation, who: Who, row: Organisation) -> None:
    said = {"name": who.name, "to": row.name, "since": relation.since}
    record(acts.session, acts.clerk, action, ("party_relation", relation.id), {"after": said})

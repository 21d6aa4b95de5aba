"""What is done when a term is over: kept on with a reason, made anonymous, emptied; or frozen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.hall.service.settings import change_hall
from gridhall.papers.queries import papers_about
from gridhall.registry.models import (
    Consent,
    Guardian,
    HukouTransfer,
    Membership,
    NotSame,
    PastValue,
    Person,
    PersonEvent,
    PersonPlace,
    PersonTag,
    PrivacyRequest,
    RegisterAction,
    TransferDraft,
    TransferPerson,
    TransferStep,
)
from gridhall.registry.queries.retention import Keeper, due_people, last_day, own_items
from gridhall.registry.queries.transfers import transfers_about
from gridhall.registry.rules import CARD_TEXTS, reveal_reason
from gridhall.registry.rules.retention import (
    ANONYMOUS,
    RECORDS,
    SETTING,
    check_years,
    coarse,
    scrubbed,
)
from gridhall.registry.service.index import index_people, index_transfers_of
from gridhall.registry.service.journal import Journal, open_action

_EMPTIED = (
    "former_name", "phone", "ethnicity", "education", "marital_status", "political_status",
    "hukou_address", *CARD_TEXTS, "note",
)  # fmt: skip
_TOLD = "到期匿名处理"
Act = Callable[[Session, str], int]  # what a sheet does with the reason it asked


@dataclass(frozen=True, slots=True)
class Preview:
    """What making somebody anonymous takes away, counted; said before it is done."""

    name: str
    lines: tuple[str, ...]


def change_years(session: Session, clerk: Clerk, years: Mapping[str, int]) -> None:
    """The hall's own terms, never below what the law wants (保存期限)."""
    require(clerk, Role.ADMINISTRATOR, "改保存期限")
    facts = {SETTING.format(key): str(check_years(key, many)) for key, many in years.items()}
    change_hall(session, clerk, facts)


def keep_on(
    session: Session, clerk: Clerk, person_ids: Sequence[int], reason: str, today: date
) -> int:
    """Records whose term is over are kept for another term (继续保存); the action's id."""
    require(clerk, Role.ADMINISTRATOR, "继续保存到期的档案")
    why = reveal_reason(reason)
    _refuse_early(session, person_ids, today)
    journal = Journal(session, clerk, open_action("kept", clerk, (today, today), reason=why))
    for person_id in person_ids:
        journal.tell(person_id, "到期后继续保存")
        record(session, clerk, "privacy.keep", ("person", person_id), {"after": {"reason": why}})
    return journal.close().id


def preview(session: Session, person_id: int) -> Preview:
    """What would be emptied of one person."""
    person = session.get_one(Person, person_id)
    ids = _all_records(session, person_id)
    counted = (
        ("曾用的姓名、证件号和地址", PastValue, PastValue.person_id),
        ("登记变动的说明", PersonEvent, PersonEvent.person_id),
        ("标签", PersonTag, PersonTag.person_id),
        ("居住和房产", PersonPlace, PersonPlace.person_id),
        ("监护人", Guardian, Guardian.person_id),
        ("同意书", Consent, Consent.person_id),
        ("个人信息申请", PrivacyRequest, PrivacyRequest.person_id),
    )
    lines = ["姓名、证件号、电话、地址、备注和登记卡各项全部清空，出生日期只留年份"]
    for words, table, column in counted:
        query = select(func.count()).select_from(table).where(column.in_(ids))
        count = session.scalar(query) or 0
        lines += [f"{words} {count} 条"] if count else []
    papers = sum(len(papers_about(session, "person", one)) for one in ids)
    lines += [f"已出具的文书 {papers} 份是存档，原样保存"] if papers else []
    return Preview(person.name, tuple(lines))


def anonymise(
    session: Session,
    clerk: Clerk,
    person_ids: Sequence[int],
    asked: tuple[str, date],
    keepers: Sequence[Keeper] = (),
) -> int:
    """People whose term is over are made nameless for good (匿名处理); `asked`: why, and today.

    It cannot be taken back: the law wants it gone (个人信息保护法 §47). The trail says who did it
    and why, not what it was; figures of past days keep sex and year of birth. The action's id.
    """
    require(clerk, Role.ADMINISTRATOR, "匿名处理")
    reason, today = asked
    why = reveal_reason(reason)
    _refuse_early(session, person_ids, today)
    return _anonymise(session, clerk, person_ids, (why, today), keepers)


def delete_or_freeze(
    session: Session, clerk: Clerk, person_id: int, today: date, keepers: Sequence[Keeper] = ()
) -> str:
    """What a request to delete comes to; the answer in words. Raises UserError for residents."""
    person = session.get_one(Person, person_id)
    here = (Membership.person_id == person_id, Membership.until.is_(None))
    if session.scalar(select(Membership.id).where(*here)) is not None:
        raise UserError(
            f"{person.name}还在册，人口登记依法要保存，不能删除。"
            "请选“不办”并写明理由；基于同意的用途，可以在“同意”里撤回。"
        )
    if person_id in due_people(session, today):
        require(clerk, Role.ADMINISTRATOR, "删除到期的档案")
        _anonymise(session, clerk, [person_id], ("本人申请删除", today), keepers)
        return "保存期已满，已匿名处理"
    freeze(session, clerk, person_id, "本人申请删除，保存期未满", today)
    return "保存期未满，已停止使用，只依法存档（个人信息保护法第四十七条）"


def freeze(session: Session, clerk: Clerk, person_id: int, reason: str, today: date) -> int:
    """A record is only stored from now on (停止使用): found no more, changed no more."""
    journal = Journal(session, clerk, open_action("frozen", clerk, (today, today), reason=reason))
    journal.change(session.get_one(Person, person_id), status="void")
    journal.tell(person_id, reason)
    said = {"after": {"reason": reason}}
    record(session, clerk, "privacy.freeze", ("person", person_id), said)
    action = journal.close()
    index_people(session, [person_id])
    return action.id


def discard(
    session: Session,
    clerk: Clerk,
    key: str,
    asked: tuple[str, date],
    keepers: Sequence[Keeper] = (),
) -> int:
    """What is due of a type is emptied for good (清除); says how many."""
    require(clerk, Role.ADMINISTRATOR, "清除到期记录")
    reason, today = asked
    why = reveal_reason(reason)
    before = last_day(session, key, today)
    shares = [(_DISCARDS.get(key, _nothing), own_items(session, key, before))]
    shares += [(one.discard, one.due(session, before)) for one in keepers if one.key == key]
    removed = sum(len(items) for _, items in shares)
    if not removed:
        raise UserError("没有到期的记录，不用清除。请按 F5 看最新的。")
    for empty, items in shares:
        empty(session, [item.id for item in items])
    said = {"after": {"kind": RECORDS[key].title, "removed": removed, "reason": why}}
    record(session, clerk, "privacy.discard", ("person", None), said)
    return removed


def _nothing(_session: Session, _ids: Sequence[int]) -> None:
    """The register itself keeps none of these."""


def _anonymise(
    session: Session,
    clerk: Clerk,
    person_ids: Sequence[int],
    asked: tuple[str, date],
    keepers: Sequence[Keeper],
) -> int:
    why, today = asked
    action = open_action("anonymised", clerk, (today, today), reason=why)
    journal = Journal(session, clerk, action)
    for person_id in person_ids:
        ids = _all_records(session, person_id)
        for one in ids:
            _empty_person(session, one)
            for keeper in keepers:
                keeper.forget(session, one)
        _empty_rows(session, ids)
        journal.tell(person_id, _TOLD)
        said = {"after": {"reason": why}}
        record(session, clerk, "privacy.anonymise", ("person", person_id), said)
        index_people(session, ids)
        index_transfers_of(session, ids)
    return journal.close().id


def _refuse_early(session: Session, person_ids: Sequence[int], today: date) -> None:
    due = due_people(session, today)
    early = [one for one in person_ids if one not in due]
    if early or not person_ids:
        name = session.get_one(Person, early[0]).name if early else ""
        raise UserError(
            f"{name}的保存期限还没有满，或者还在册。请按 F5 看最新的到期清单。"
            if name
            else "请先勾上要处理的档案。"
        )


def _all_records(session: Session, person_id: int) -> list[int]:
    """The person and the records merged into theirs."""
    merged = select(Person.id).where(Person.merged_into == person_id)
    return [person_id, *session.scalars(merged)]


def _empty_person(session: Session, person_id: int) -> None:
    """The card and the images of every act that wrote on it, without keeping what it was."""
    _scrub_images(session, person_id)
    person = session.get_one(Person, person_id)
    person.name, person.id_number, person.request_key = ANONYMOUS, None, None
    person.birth_date, person.id_kind = coarse(person.birth_date), "temporary"
    for field in _EMPTIED:
        setattr(person, field, "")
    if person.status != "merged":
        person.status = "void"
    session.flush()


def _scrub_images(session: Session, person_id: int) -> None:
    """Acts keep rows as they were; those of this person are emptied in them."""
    rows = _rows_of(session, person_id)
    alone = ~select(PersonEvent.id).where(
        PersonEvent.action_id == RegisterAction.id, PersonEvent.person_id != person_id
    ).exists()  # fmt: skip
    told = select(PersonEvent.action_id).where(PersonEvent.person_id == person_id)
    named = RegisterAction.images.contains(f'"table": "person", "id": {person_id},')
    acts = select(RegisterAction).where(or_(RegisterAction.id.in_(told), named))
    own = set(session.scalars(select(RegisterAction.id).where(RegisterAction.id.in_(told), alone)))
    for action in session.scalars(acts).all():
        action.images = scrubbed(action.images, rows)
        if action.id in own:
            action.reason = action.paper = action.doubts = ""
    session.flush()


def _rows_of(session: Session, person_id: int) -> dict[str, set[int]]:
    """Which rows of which tables are about a person."""
    found = {"person": {person_id}}
    for table in (PastValue, PersonTag, PersonPlace, Guardian, Consent):
        mine: Any = select(table.id).where(table.person_id == person_id)
        found[table.__tablename__] = set(session.scalars(mine))
    return found


def _empty_rows(session: Session, ids: Sequence[int]) -> None:
    past = update(PastValue).where(PastValue.person_id.in_(ids))
    session.execute(past.values(value=""))
    session.execute(past.where(PastValue.field == "name").values(value=ANONYMOUS))
    told = update(PersonEvent).where(PersonEvent.person_id.in_(ids))
    session.execute(told.where(PersonEvent.detail != "").values(detail=""))
    asked = update(PrivacyRequest).where(PrivacyRequest.person_id.in_(ids))
    session.execute(asked.values(asked_by="", paper="", detail="", answer=""))
    for table in (PersonTag, PersonPlace, Guardian, Consent):
        session.execute(delete(table).where(table.person_id.in_(ids)))
    session.execute(
        delete(NotSame).where(or_(NotSame.person_id.in_(ids), NotSame.other_id.in_(ids)))
    )
    answered = update(Guardian).where(Guardian.guardian_id.in_(ids))
    session.execute(answered.values(guardian_id=None, name=ANONYMOUS, phone=""))
    _empty_transfers(session, _nobodys_transfers(session, ids))
    session.expire_all()


def _nobodys_transfers(session: Session, ids: Sequence[int]) -> list[int]:
    """Their transfers in which nobody has a name any more; a family's stays theirs."""
    mine = transfers_about(session, ids)
    named = (
        select(TransferPerson.transfer_id)
        .join(Person, Person.id == TransferPerson.person_id)
        .where(Person.name != ANONYMOUS, TransferPerson.transfer_id.in_(mine))
    )
    return sorted(mine - set(session.scalars(named)))


def _empty_transfers(session: Session, ids: Sequence[int]) -> None:
    mine = update(HukouTransfer).where(HukouTransfer.id.in_(ids))
    blank = {name: "" for name in ("agent", "from_place", "to_place", "reason", "permit_number")}
    session.execute(mine.values(**blank, certificate_number="", plan="{}"))
    steps = update(TransferStep).where(TransferStep.transfer_id.in_(ids))
    session.execute(steps.values(note=""))


def _remove(table: type[Consent] | type[PrivacyRequest] | type[TransferDraft]) -> Any:
    def act(session: Session, ids: Sequence[int]) -> None:
        session.execute(delete(table).where(table.id.in_(ids)))

    return act


def _never(_session: Session, _ids: Sequence[int]) -> None:
    raise UserError("查看记录和操作记录连成一条链，不单独清除，随大厅一起保存。")


def _by_one(_session: Session, _ids: Sequence[int]) -> None:
    raise UserError("居民档案要逐份确认：请勾选后按“匿名处理”或“继续保存”。")


_DISCARDS: Mapping[str, Callable[[Session, Sequence[int]], None]] = {
    "drafts": _remove(TransferDraft),
    "transfers": _empty_transfers,
    "consents": _remove(Consent),
    "requests": _remove(PrivacyRequest),
    "access": _never,
    "left": _by_one,
    "died": _by_one,
}

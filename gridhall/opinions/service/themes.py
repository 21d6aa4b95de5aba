"""Thematic registers (专项台账): kept, their lines found, changed, taken off."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.models import ThemeEntry, ThemeRegister
from gridhall.opinions.queries.doors import doors_of
from gridhall.opinions.queries.themes import register
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.themes import (
    Changed,
    EntryDraft,
    RegisterDraft,
    check_changed,
    check_entry,
    check_register,
    refuse_lost_status,
    spell_statuses,
    statuses_of,
)
from gridhall.opinions.rules.topics import check_why
from gridhall.opinions.service import peace_holding, peace_index
from gridhall.opinions.service.guards import check_place, known_person, standing
from gridhall.places.models import Dwelling

__all__ = ["peace_holding", "peace_index"]


def save_register(session: Session, clerk: Clerk, draft: RegisterDraft, when: When) -> Done:
    """Begin a register, or change one; a status that lines have stays."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_register(draft, when.today)
    check_place(session, kept.compound_id)
    values = {
        "name": kept.name, "measure": kept.measure, "statuses": spell_statuses(kept.statuses),
        "compound_id": kept.compound_id, "note": kept.note,
    }  # fmt: skip
    about = ("theme_register", kept.register_id)
    acts = GovernanceActs(session, clerk, "theme", about, kept.request_key)
    if kept.register_id is None:
        _refuse_twin(session, kept)
        row = acts.add(ThemeRegister(began_on=kept.began_on, **values))
        acts.is_about(row.id)
        words = f"建“{row.name}”专项台账"
    else:
        row = standing(session, ThemeRegister, kept.register_id, kept.version)
        refuse_lost_status(kept.statuses, _used(session, row.id))
        acts.change(row, **values)
        words = f"修改“{row.name}”专项台账"
    said = {"after": {"name": row.name, "statuses": row.statuses}}
    record(session, clerk, "theme.save", ("theme_register", row.id), said)
    return acts.on(when.on).done(words)


def _refuse_twin(session: Session, kept: RegisterDraft) -> None:
    same = select(ThemeRegister).where(
        ThemeRegister.name == kept.name, ThemeRegister.ended_on.is_(None)
    )
    if any(one.compound_id == kept.compound_id for one in session.scalars(same)):
        raise refusal("register_name", f"已经有一本“{kept.name}”台账，请直接在里面登记")


def _used(session: Session, register_id: int) -> set[str]:
    lines = select(ThemeEntry.before, ThemeEntry.now).where(ThemeEntry.register_id == register_id)
    return {status for pair in session.execute(lines) for status in pair}


def end_register(session: Session, clerk: Clerk, register_id: int, when: When) -> Done:
    """结束: the theme is done with; its counts stay."""
    row = standing(session, ThemeRegister, register_id, when.version)
    _refuse_ended(row)
    acts = GovernanceActs(session, clerk, "theme", ("theme_register", row.id))
    acts.change(row, ended_on=when.on)
    said = {"after": {"name": row.name, "ended_on": when.on}}
    record(session, clerk, "theme.save", ("theme_register", row.id), said)
    counts = register(session, row.id).words
    return acts.on(when.on).done(f"结束“{row.name}”专项台账：{counts}")


def add_entry(
    session: Session, clerk: Clerk, register_id: int, draft: EntryDraft, when: When
) -> Done:
    """A household or spot, as it was found; the row is the register."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    row = standing(session, ThemeRegister, register_id)
    _refuse_ended(row)
    kept = check_entry(draft, statuses_of(row.statuses), when.today)
    person = known_person(session, kept.person_id)
    name = kept.name or (person.name if person else _head(session, kept.dwelling_id))
    _refuse_double(session, row, kept)
    acts = GovernanceActs(
        session, clerk, "theme_entry", ("theme_register", row.id), kept.request_key
    )
    made = acts.add(
        ThemeEntry(
            register_id=row.id, dwelling_id=kept.dwelling_id,
            person_id=person.id if person else None, name=name, facts=kept.facts,
            found_on=kept.found_on, before=kept.status, now=kept.status, promised=kept.promised,
            clerk_name=clerk.name,
        )
    )  # fmt: skip
    said = {"after": {"register": row.name, "status": kept.status}}
    record(session, clerk, "theme.entry", ("theme_entry", made.id), said)
    return acts.on(made.found_on).done(f"“{row.name}”登记一{row.measure}：{kept.status}")


def _head(session: Session, dwelling_id: int | None) -> str:
    """Who heads the household behind a door, else the door itself."""
    if dwelling_id is None or session.get(Dwelling, dwelling_id) is None:
        raise refusal("entry_name", "没有这处房屋，可能刚被撤回。请重新写门牌")
    door = doors_of(session, [dwelling_id])[dwelling_id]
    return door.head or door.address.door


def _refuse_double(session: Session, row: ThemeRegister, kept: EntryDraft) -> None:
    there = select(ThemeEntry).where(
        ThemeEntry.register_id == row.id, ThemeEntry.ended_on.is_(None)
    )
    for one in session.scalars(there):
        same = kept.dwelling_id is not None and one.dwelling_id == kept.dwelling_id
        if same or (kept.person_id is not None and one.person_id == kept.person_id):
            raise refusal(
                "entry_name", f"台账里已经有这一{row.measure}（{one.now}），请选中它改情况"
            )


def change_entry(session: Session, clerk: Clerk, entry_id: int, told: Changed, when: When) -> Done:
    """How it is now, and what was promised; how it was found stays."""
    line = standing(session, ThemeEntry, entry_id, told.version)
    row = session.get_one(ThemeRegister, line.register_id)
    _refuse_ended(row)
    if line.ended_on is not None:
        raise UserError(f"这一{row.measure} {line.ended_on} 已经退出台账，不能再改")
    kept = check_changed(told, statuses_of(row.statuses), line.found_on, when.today)
    acts = GovernanceActs(session, clerk, "theme_entry", ("theme_register", row.id))
    acts.change(
        line, now=kept.status, promised=kept.promised, changed_on=kept.on, clerk_name=clerk.name
    )
    said = {"after": {"register": row.name, "status": kept.status}}
    record(session, clerk, "theme.entry", ("theme_entry", line.id), said)
    promise = f"，承诺{kept.promised}" if kept.promised else ""
    words = f"“{row.name}”一{row.measure}由{line.before}改为{kept.status}{promise}"
    return acts.on(kept.on or when.on).done(words)


def end_entry(session: Session, clerk: Clerk, entry_id: int, why: str, when: When) -> Done:
    """退出台账: moved away, or put on by mistake; it is counted as found, no longer as it is."""
    line = standing(session, ThemeEntry, entry_id, when.version)
    row = session.get_one(ThemeRegister, line.register_id)
    if line.ended_on is not None:
        raise UserError(f"这一{row.measure} {line.ended_on} 已经退出台账，不用再办")
    said = check_why(why, "已经搬走")
    if len(said) > 60:
        raise refusal("why", f"原因最长 60 个字，现在是 {len(said)} 个字，请写短一些")
    acts = GovernanceActs(session, clerk, "theme_entry", ("theme_register", row.id))
    acts.change(line, ended_on=_not_before(when.on, line.found_on), why=said)
    told = {"after": {"register": row.name, "ended_on": when.on}}
    record(session, clerk, "theme.entry", ("theme_entry", line.id), told)
    return acts.on(when.on).done(f"“{row.name}”退出一{row.measure}")


def _not_before(on: date, found_on: date) -> date:
    if on < found_on:
        raise UserError(f"退出日期不能早于摸底的 {found_on}，请核对")
    return on


def _refuse_ended(row: ThemeRegister) -> None:
    if row.ended_on is not None:
        raise UserError(f"“{row.name}”专项台账 {row.ended_on} 已经结束，只能看。要再办请新建一本")

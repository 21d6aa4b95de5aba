"""Two records of one person made one (并档), as one act that can be taken back.

What was counted stays counted: the record that goes keeps its own past in households, so that any
past day and month reads as it did; from today on there is one person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.identity import DocumentKind
from gridhall.db.base import Base
from gridhall.db.images import mapped_to
from gridhall.registry import queries
from gridhall.registry.labels import FIELDS
from gridhall.registry.models import Household, NotSame, PastValue, Person
from gridhall.registry.queries.repairs import status_of
from gridhall.registry.service.changes import Done, reindex
from gridhall.registry.service.journal import Journal, open_action
from gridhall.registry.service.writing import begin_membership, end_membership

# What both records may say of themselves; the kept one's word stands unless it says nothing.
MERGED_FIELDS = (
    "id_number", "phone", "former_name", "ethnicity", "education", "marital_status",
    "political_status", "hukou_address", "workplace", "occupation", "military_service",
    "birth_place", "native_place", "other_address", "came_to_city", "came_here", "note",
)  # fmt: skip
TABLES = {
    "person_place": "居住和房产",
    "person_tag": "标签",
    "guardian": "监护人",
    "service_case": "工单",
    "hukou_transfer": "户籍迁移",
    "transfer_person": "户籍迁移的人",
    "consent": "同意书",
    "privacy_request": "个人信息申请",
    "tenure": "任职",
    "party_member": "党员信息",
    "volunteer": "志愿者档案",
}
# One of a kind for each person: where both have one, the second stays with the record that goes
# and is read under the first.
_ONE_EACH = {
    "party_member": "两份档案都登记了党员：并档以后请在党员名册里核对，把多出来的一份组织关系转出",
    "volunteer": "两份档案都是志愿者：并档以后请在志愿者里核对，把多出来的一位改成退出",
}
_KEPT_APART = frozenset({"not_same", "person", "membership", "person_event", "past_value"})


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do, said before it is done: fields taken over, rows moved, doubts."""

    kept_id: int
    gone_id: int
    fields: Mapping[str, str]  # taken over from the record that goes
    rows: Mapping[str, int]  # table -> how many rows are moved
    doubts: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The plan in sentences."""
        taken = "、".join(FIELDS.get(name, name) for name in self.fields)
        told = [f"补上这些资料：{taken}"] if taken else []
        told += [
            f"{TABLES.get(name, name)} {count} 条改到留下的档案"
            for name, count in self.rows.items()
        ]
        return [*told, *self.doubts]


def plan_merge(session: Session, kept_id: int, gone_id: int) -> MergePlan:
    """What would become of two records; refuses what cannot be merged, with what to do."""
    kept, gone = _both(session, kept_id, gone_id)
    _refuse_head(session, kept, gone)
    rows = {
        table.name: count
        for table, count in _counted(session, gone_id)
        if count and not _stays_behind(session, table, kept_id)
    }
    return MergePlan(
        kept_id, gone_id, _taken_over(kept, gone), rows, tuple(_doubts(session, kept, gone))
    )


def merge_people(session: Session, clerk: Clerk, kept_id: int, gone_id: int, today: date) -> Done:
    """Make two records one: whatever speaks of the second speaks of the first from now on.

    Both are in a household: the kept one's stays, the other's ends today. Only the second is: the
    first takes its place there.
    """
    require(clerk, Role.SUPERVISOR, "并档")
    kept, gone = _both(session, kept_id, gone_id)
    _refuse_head(session, kept, gone)
    fields = _taken_over(kept, gone)
    journal = Journal(session, clerk, open_action("people_merged", clerk, (today, today)))
    homes = _settle_homes(journal, kept, gone)
    for table, column in references(session):
        _repoint(journal, table, column, gone_id, kept_id)
    number = gone.id_number
    if number and number not in (kept.id_number, fields.get("id_number")):
        journal.add(PastValue(person_id=kept_id, field="id_number", value=number, until=today))
    for earlier in session.scalars(select(Person).where(Person.merged_into == gone_id)).all():
        journal.change(earlier, merged_into=kept_id)
    journal.change(gone, id_number=None, merged_into=kept_id, status="merged")
    journal.change(kept, **fields, status=_status(session, kept))
    action = journal.close()
    said = {"before": {"person_id": gone_id}, "after": {"person_id": kept_id}}
    record(session, clerk, "person.merge", ("person", kept_id), said)
    reindex(session, [kept_id, gone_id], homes)
    return Done(action.id, None, ())


def tell_apart(session: Session, clerk: Clerk, one_id: int, other_id: int) -> None:
    """Two people are not the same (不是同一人): not asked again until either changes."""
    if one_id == other_id:
        raise UserError("这是同一份档案。请选另一份")
    first, second = sorted((one_id, other_id))
    one, other = _found(session, first), _found(session, second)
    told = session.scalar(
        select(NotSame).where(NotSame.person_id == first, NotSame.other_id == second)
    )
    if told is None:
        told = NotSame(person_id=first, other_id=second)
        session.add(told)
    told.person_version, told.other_version = one.version, other.version
    told.recorded_at, told.clerk_name = datetime.now(UTC), clerk.name
    session.flush()
    record(session, clerk, "person.told_apart", ("person", first), {"after": {"other": second}})


def ask_again(session: Session, clerk: Clerk, one_id: int, other_id: int) -> None:
    """不是同一人 taken back: the two are asked about again."""
    first, second = sorted((one_id, other_id))
    told = session.scalar(
        select(NotSame).where(NotSame.person_id == first, NotSame.other_id == second)
    )
    if told is None:
        raise UserError("这一对已经在待核对的名单里，不用再撤")
    session.delete(told)
    session.flush()
    record(session, clerk, "person.ask_again", ("person", first), {"after": {"other": second}})


def references(session: Session) -> Iterator[tuple[Table, str]]:
    """Every table of every subject with a column that refers to a person."""
    for table in Base.metadata.sorted_tables:
        if table.name in _KEPT_APART:
            continue
        for key in table.foreign_keys:
            if key.column.table.name == "person":
                yield table, key.parent.name


def _both(session: Session, kept_id: int, gone_id: int) -> tuple[Person, Person]:
    if kept_id == gone_id:
        raise UserError("这是同一份档案，不用并。请选另一份")
    kept, gone = _found(session, kept_id), _found(session, gone_id)
    for one in (kept, gone):
        if one.status in ("merged", "void"):
            raise UserError(f"{one.name}的一份档案已经并走或作废，请按 F5 重新查看")
    if (kept.died_on is None) != (gone.died_on is None):
        dead = kept if kept.died_on else gone
        raise UserError(
            f"{dead.name}的一份档案登记为去世，另一份没有。请先给另一份登记去世，或撤回去世，再并档"
        )
    return kept, gone


def _found(session: Session, person_id: int) -> Person:
    """A record; it may have gone with an import that was taken back."""
    known = session.get(Person, person_id)
    if known is None:
        raise UserError("没有找到其中一份档案，请重新查找")
    return known


def _doubts(session: Session, kept: Person, gone: Person) -> Iterator[str]:
    numbers = {kept.id_number, gone.id_number} - {None}
    if len(numbers) == 2 and not _gives_way(kept, gone):
        yield "两份档案的证件号不同：以留下那一份的为准，并走的记在曾用资料里"
    if kept.sex != gone.sex and "0" not in (kept.sex, gone.sex):
        yield "两份档案的性别不同，请再核对原件"
    if kept.birth_date and gone.birth_date and kept.birth_date != gone.birth_date:
        yield "两份档案的出生日期不同，请再核对原件"
    yield from _both_have(session, kept.id, gone.id)
    who = queries.standing(session, [kept.id, gone.id])
    mine, other = who[kept.id].household_id, who[gone.id].household_id
    if mine and other:
        left = _home(session, other)
        yield f"两份档案都在户里：留下的仍在{_home(session, mine)}，并走的今天离开{left}"
    elif other:
        yield f"留下的档案今天起在{_home(session, other)}，接替并走的那一份"


def _both_have(session: Session, kept_id: int, gone_id: int) -> Iterator[str]:
    for name, doubt in _ONE_EACH.items():
        table = Base.metadata.tables.get(name)
        if table is not None and _stays_behind(session, table, kept_id):
            theirs = select(table.c.id).where(table.c.person_id == gone_id).limit(1)
            yield from [doubt] if session.scalar(theirs) is not None else []


def _home(session: Session, household_id: int) -> str:
    return f"户号 {queries.home_standing(session, [household_id])[household_id].number}"


def _refuse_head(session: Session, kept: Person, gone: Person) -> None:
    """A household keeps its head: another one is named before the record that is theirs goes."""
    who = queries.standing(session, [kept.id, gone.id])
    other = who[gone.id].household_id
    if who[kept.id].household_id is None or other is None:
        return
    home = queries.home_standing(session, [other])[other]
    if home.head is not None and home.head.person_id == gone.id and len(home.members) > 1:
        told = f"{gone.name}是户号 {home.number} 的户主"
        raise UserError(f"{told}，请先给那一户换户主，再并档；或者留下户主的那一份")


def _gives_way(kept: Person, gone: Person) -> bool:
    """Whether the kept record has a number of the hall's own, or none, and the other a real one."""
    own = kept.id_number is None or kept.id_kind == DocumentKind.TEMPORARY
    return own and gone.id_number is not None and gone.id_kind != DocumentKind.TEMPORARY


def _taken_over(kept: Person, gone: Person) -> dict[str, Any]:
    """What only the record that goes says; a number of the hall's own gives way to a real one."""
    found = {
        name: getattr(gone, name)
        for name in MERGED_FIELDS
        if getattr(gone, name) and not getattr(kept, name)
    }
    if _gives_way(kept, gone):
        found |= {"id_number": gone.id_number, "id_kind": gone.id_kind}
    for name in ("birth_date", "died_on"):
        if getattr(kept, name) is None and getattr(gone, name) is not None:
            found[name] = getattr(gone, name)
    for name, nothing in (("hukou_kind", "unknown"), ("sex", "0")):
        if getattr(kept, name) == nothing != getattr(gone, name):
            found[name] = getattr(gone, name)
    return found


def _settle_homes(journal: Journal, kept: Person, gone: Person) -> set[int]:
    """Where they stand now: one place for one person from today on."""
    session, told = journal.session, f"“{gone.name}”的两份档案并为一份"
    who = queries.standing(session, [kept.id, gone.id])
    mine, other = who[kept.id].household_id, who[gone.id].household_id
    journal.tell(kept.id, told, (None, other) if mine is None and other else (mine, mine))
    if other is None:
        return {mine} if mine else set()
    relation = end_membership(journal, gone.id)
    journal.tell(gone.id, told, (other, None))
    if mine is None:
        begin_membership(journal, kept.id, other, relation)
    else:
        _leave_home(journal, other)
    return {home for home in (mine, other) if home}


def _leave_home(journal: Journal, household_id: int) -> None:
    """Nobody is left there: the household ends."""
    home = queries.home_standing(journal.session, [household_id])[household_id]
    if not home.members:
        kept = journal.session.get_one(Household, household_id)
        journal.change(kept, ended_on=journal.action.happened_on)


def _repoint(journal: Journal, table: Table, column: str, gone_id: int, kept_id: int) -> None:
    mapped: Any = mapped_to(table)
    rows = journal.session.scalars(select(mapped).where(getattr(mapped, column) == gone_id))
    for row in rows.all():
        if _stays_behind(journal.session, table, kept_id):
            continue
        beside = _beside(journal.session, mapped, row, kept_id)
        if beside == "remove":
            journal.remove(row)
            continue
        ended = {"until": journal.action.happened_on} if beside == "end" else {}
        journal.change(row, **{column: kept_id}, **ended)


def _stays_behind(session: Session, table: Table, kept_id: int) -> bool:
    """Whether the kept person has the only such row there may be of one."""
    if table.name not in _ONE_EACH:
        return False
    has = select(table.c.id).where(table.c.person_id == kept_id).limit(1)
    return session.scalar(has) is not None


def _beside(session: Session, mapped: Any, row: Any, kept_id: int) -> str:
    """What becomes of a row where the kept person has one of the kind already: remove or end it.

    One place in a transfer, one open tag of a kind, nobody their own guardian, one home lived in.
    """
    name = mapped.__tablename__
    if name == "guardian":
        both = {row.person_id, row.guardian_id}
        return "remove" if kept_id in both else ""
    same = {
        "transfer_person": ("transfer_id",),
        "person_tag": ("tag", "until"),
        "person_place": ("aspect", "until"),
    }.get(name)
    if same is None or getattr(row, "until", None) is not None:
        return ""
    if name == "person_place" and row.aspect != "residence":
        return ""
    alike = (getattr(mapped, column) == getattr(row, column) for column in same)
    has = session.scalar(select(mapped.id).where(mapped.person_id == kept_id, *alike).limit(1))
    if has is None:
        return ""
    return "end" if name == "person_place" else "remove"


def _counted(session: Session, person_id: int) -> Iterator[tuple[Table, int]]:
    for table, column in references(session):
        rows = select(table.c.id).where(table.c[column] == person_id)
        yield table, len(session.scalars(rows).all())


def _status(session: Session, kept: Person) -> str:
    session.flush()
    return status_of(session, kept.id)

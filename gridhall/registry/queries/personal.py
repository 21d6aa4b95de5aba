"""Everything that is kept of one person (个人信息保护法 §45), in sections, numbers in full."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.codes import TableName, table
from gridhall.core.identity import DOCUMENT_LABELS, DocumentKind
from gridhall.exchange.models import ImportBatch
from gridhall.papers.queries import papers_about
from gridhall.places import queries as places
from gridhall.registry.labels import FIELDS, HUKOU_KINDS, STATUSES
from gridhall.registry.models import (
    Household,
    Membership,
    PastValue,
    Person,
    PersonPlace,
    PersonTag,
    TagKind,
)
from gridhall.registry.queries.changes import actions_of
from gridhall.registry.queries.guardians import guardians_of
from gridhall.registry.queries.privacy import consents_of, looks_at, requests
from gridhall.registry.queries.transfers import transfers_of
from gridhall.registry.rules import CARD_TEXTS

_CODES: dict[str, TableName] = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "education": "education",
    "marital_status": "marital",
    "political_status": "political",
}
_CARD = (
    "name", "former_name", "sex", "birth_date", "id_kind", "id_number", "phone", "ethnicity",
    "education", "marital_status", "political_status", "hukou_kind", "hukou_address",
    *CARD_TEXTS, "note",
)  # fmt: skip
_ASPECTS = {"residence": "居住", "property": "房产"}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of what is kept: its headings, and a row of texts for each record."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> Iterator[str]:
        """Each record as one line: 户号：000123；与户主关系：户主; what is empty is left out."""
        for row in self.rows:
            told = zip(self.headings, row, strict=True)
            yield "；".join(f"{name}：{text}" for name, text in told if text)


PersonalSource = Callable[[Session, int], Section]  # what a subject above keeps of a person


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """All that is kept of one person as of today."""

    person_id: int
    name: str
    sections: tuple[Section, ...]


def personal_file(
    session: Session, person_id: int, today: date, sources: Sequence[PersonalSource] = ()
) -> PersonalFile:
    """Read everything, also of records merged into this one; empty sections stay and say so."""
    merged = session.scalars(select(Person.id).where(Person.merged_into == person_id)).all()
    ids = (person_id, *merged)
    person = session.get_one(Person, person_id)
    sections = (
        Section("登记卡", ("项目", "内容"), tuple(_card(session, person))),
        Section("曾经登记的内容", ("项目", "内容", "到"), tuple(_past(session, ids))),
        Section("户内经历", ("户号", "住址", "关系", "从", "到"), tuple(_homes(session, ids))),
        _acts(session, person_id),
        Section("标签", ("标签", "从", "到", "备注", "经办"), tuple(_tags(session, ids))),
        Section("居住和房产", ("种类", "地址", "从", "到"), tuple(_places(session, ids))),
        _guardians(session, person_id),
        _transfers(session, person_id, today),
        *(source(session, one) for source in sources for one in ids),
        _consents(session, person_id),
        _requests(session, person_id, today),
        _papers(session, ids),
        _looks(session, person_id),
    )
    return PersonalFile(person_id, person.name, sections)


def _card(session: Session, person: Person) -> Iterator[tuple[str, str]]:
    for field in _CARD:
        text = _said(field, getattr(person, field))
        if text:
            yield FIELDS.get(field, field), text
    yield "在册状态", STATUSES.get(person.status, person.status)
    if person.died_on is not None:
        yield "去世日期", str(person.died_on)
    batch = session.get(ImportBatch, person.batch_id) if person.batch_id else None
    origin = f"导入批次 {batch.name}" if batch is not None else "窗口登记"
    yield "来源", f"{origin}，{_moment(person.recorded_at)}"


def _said(field: str, value: object) -> str:
    text = "" if value is None else str(value)
    if field in _CODES and text:
        return table(_CODES[field]).label(text)
    if field == "hukou_kind":
        return HUKOU_KINDS.get(text, text)
    if field == "id_kind" and text in set(DocumentKind):
        return DOCUMENT_LABELS[DocumentKind(text)]
    return text


def _past(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    query = select(PastValue).where(PastValue.person_id.in_(ids)).order_by(PastValue.id)
    for one in session.scalars(query):
        if one.value:
            yield FIELDS.get(one.field, one.field), _said(one.field, one.value), str(one.until)


def _homes(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, ...]]:
    query = (
        select(Membership, Household)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.person_id.in_(ids))
        .order_by(Membership.id)
    )
    for held, home in session.execute(query):
        relation = table("relation").label(held.relation)
        address = _address(session, home.dwelling_id)
        yield home.number, address, relation, _day(held.since), _day(held.until)


def _acts(session: Session, person_id: int) -> Section:
    rows = tuple(
        (str(one.happened_on), one.label, one.detail, one.reason, one.paper, one.clerk_name)
        for one in actions_of(session, person_id)
    )
    return Section("登记变动", ("日期", "变动", "说明", "原因", "凭证", "经办"), rows)


def _tags(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Sensitive ones too, whoever sits at the counter: it is the person's own right."""
    query = (
        select(PersonTag, TagKind.name)
        .join(TagKind, TagKind.code == PersonTag.tag)
        .where(PersonTag.person_id.in_(ids))
        .order_by(PersonTag.id)
    )
    for one, name in session.execute(query):
        yield name, _day(one.since), _day(one.until), one.note, one.clerk_name


def _places(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, ...]]:
    query = select(PersonPlace).where(PersonPlace.person_id.in_(ids)).order_by(PersonPlace.id)
    for one in session.scalars(query):
        address = _address(session, one.dwelling_id) or one.address
        yield _ASPECTS.get(one.aspect, one.aspect), address, _day(one.since), _day(one.until)


def _guardians(session: Session, person_id: int) -> Section:
    """Their phones stay masked: they are somebody else's data."""
    rows = tuple(
        (one.name, one.relation, one.masked_phone, _day(one.since), _day(one.until))
        for one in guardians_of(session, person_id, past=True)
    )
    return Section("监护人", ("姓名", "关系", "电话", "从", "到"), rows)


def _transfers(session: Session, person_id: int, today: date) -> Section:
    rows = tuple(
        (one.number, one.category_name, one.state_label, str(one.received_on), _day(one.settled_on))
        for one in transfers_of(session, person_id, today)
    )
    return Section("户籍迁移", ("编号", "类别", "状态", "收件", "办结"), rows)


def _consents(session: Session, person_id: int) -> Section:
    rows = tuple(
        (
            one.purpose_label,
            one.text_version,
            one.signed_by,
            str(one.signed_on),
            _day(one.withdrawn_on),
        )
        for one in consents_of(session, person_id)
    )
    return Section("同意", ("用途", "文本版本", "签字人", "签字", "撤回"), rows)


def _requests(session: Session, person_id: int, today: date) -> Section:
    rows = tuple(
        (
            one.kind_label,
            str(one.asked_on),
            one.asker_label,
            one.detail,
            one.state_label,
            one.answer,
        )
        for one in requests(session, today, person_id=person_id)
    )
    return Section("个人信息申请", ("申请", "日期", "申请人", "说明", "状态", "答复"), rows)


def _papers(session: Session, ids: Sequence[int]) -> Section:
    rows = tuple(
        (one.title, one.number, _moment(one.issued_at), one.clerk_name)
        for person_id in ids
        for one in papers_about(session, "person", person_id)
    )
    return Section("出具的文书", ("文书", "编号", "时间", "经办"), rows)


def _looks(session: Session, person_id: int) -> Section:
    rows = tuple(
        (_moment(one.at), one.clerk_name, f"{one.kind_label}：{one.what}", one.reason)
        for one in looks_at(session, person_id)
    )
    return Section("谁看过您的信息", ("时间", "操作员", "看了什么", "原因"), rows)


def _address(session: Session, dwelling_id: int | None) -> str:
    if dwelling_id is None:
        return ""
    return places.dwelling(session, dwelling_id).address.long


def _day(day: date | None) -> str:
    return "" if day is None else str(day)


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"

"""Who looked at personal data, what was agreed to, what people ask of the hall."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.clerks.queries import AuditRow, audit_row
from gridhall.papers.labels import OUTCOMES, PERSONAL, kind_label
from gridhall.papers.models import Paper, PrintEntry
from gridhall.registry.labels import ACCESS_KINDS, ASKERS, REQUEST_STATES, REQUESTS
from gridhall.registry.models import Consent, Guardian, Person, PrivacyRequest
from gridhall.registry.rules.privacy import PURPOSES, About, Look, request_tone, unusual

_REVEALS, _EXPORTS = ("person.reveal",), ("export", "privacy.copy")
_PRINTS = ("paper.print", "list.print")
_BY_KIND = {"reveal": _REVEALS, "export": _EXPORTS, "print": _PRINTS}
_WATCHED = (*_REVEALS, *_EXPORTS, *_PRINTS)
MOST = 5000  # rows read at once; a span of days can be narrowed


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Somebody looked at personal data, took it out or printed it (查看记录)."""

    id: int  # the trail's row
    at: datetime
    clerk_name: str
    kind: str  # labels.ACCESS_KINDS
    what: str  # 完整证件号、电话; 居民花名册 龙腾册字〔2026〕第0001号
    person_id: int | None  # None: many people
    person_name: str
    reason: str

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return ACCESS_KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """Whose looks, of which kind, at whom; what is left empty does not narrow."""

    clerk: str = ""
    kind: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A person's consent to one purpose."""

    id: int
    purpose: str
    text_version: str
    signed_by: str
    signed_on: date
    withdrawn_on: date | None
    clerk_name: str

    @property
    def purpose_label(self) -> str:
        """The purpose in words; one of a later version shows its code."""
        known = PURPOSES.get(self.purpose)
        return known.name if known else self.purpose


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Somebody's request about the data kept of them, with the days since it was asked."""

    id: int
    person_id: int
    person_name: str
    kind: str
    asked_on: date
    asker: str
    asked_by: str
    detail: str
    state: str
    answered_on: date | None
    answer: str
    clerk_name: str
    version: int
    days: int

    @property
    def kind_label(self) -> str:
        """查阅, 复制, 更正, 删除."""
        return REQUESTS.get(self.kind, self.kind)

    @property
    def state_label(self) -> str:
        """待答复, 已办, 已说明不办."""
        return REQUEST_STATES.get(self.state, self.state)

    @property
    def asker_label(self) -> str:
        """本人; 受托人 李建军."""
        word = ASKERS.get(self.asker, self.asker)
        return word if self.asker == "self" else f"{word} {self.asked_by}"

    @property
    def tone(self) -> str:
        """How urgent it is."""
        return request_tone(self.days, self.state)


def access_log(
    session: Session, first: date, last: date, clerk: str = "", kind: str = ""
) -> list[AccessRow]:
    """Every reveal, export and print of personal data between two days, the latest first."""
    return access_rows(session, (first, last), AccessFilter(clerk, kind))


def access_rows(session: Session, days: tuple[date, date], wanted: AccessFilter) -> list[AccessRow]:
    """The same, also narrowed to one person; at most MOST rows."""
    begin, end = _moment(days[0]), _moment(days[1] + timedelta(days=1))
    query = _watched(wanted).where(
        AuditEntry.seq >= _first_seq(session, begin), AuditEntry.seq < _first_seq(session, end)
    )
    return _told(session, _read(session, query))


def looks_at(session: Session, person_id: int) -> list[AccessRow]:
    """Everybody who ever looked at one person's data, the latest first (个人信息保护法 §45)."""
    merged = session.scalars(select(Person.id).where(Person.merged_into == person_id)).all()
    found = [
        row
        for one in (person_id, *merged)
        for row in _told(session, _read(session, _watched(AccessFilter(person_id=one))))
    ]
    return sorted(found, key=lambda row: row.id, reverse=True)


def access_clerks(session: Session) -> list[str]:
    """Everybody who ever looked at personal data, by name."""
    query = select(AuditEntry.clerk_name).where(AuditEntry.action.in_(_WATCHED)).distinct()
    return sorted(session.scalars(query))


def doubts_of(rows: Iterable[AccessRow], works: Callable[[date], bool] | None = None) -> list[str]:
    """What is unusual about these looks, in sentences; `works` knows the hall's working days."""
    return unusual((Look(row.clerk_name, row.at.astimezone()) for row in rows), works)


def about_person(session: Session, person_id: int) -> About:
    """A person as far as the rules about their data go."""
    person = session.get_one(Person, person_id)
    named = (
        select(func.coalesce(Person.name, Guardian.name))
        .select_from(Guardian)
        .outerjoin(Person, Person.id == Guardian.guardian_id)
        .where(Guardian.person_id == person_id, Guardian.until.is_(None))
        .where(or_(Person.id.is_(None), Person.status != "died"))
    )
    names = tuple(session.scalars(named))
    return About(person.name, person.birth_date, person.status == "died", names)


def consents_of(session: Session, person_id: int) -> list[ConsentRow]:
    """A person's consents, those that hold first."""
    query = (
        select(Consent)
        .where(Consent.person_id == person_id)
        .order_by(Consent.withdrawn_on.is_not(None), Consent.id.desc())
    )
    return [
        ConsentRow(
            one.id, one.purpose, one.text_version, one.signed_by, one.signed_on,
            one.withdrawn_on, one.clerk_name,
        )
        for one in session.scalars(query)
    ]  # fmt: skip


def agrees(session: Session, person_id: int, purpose: str) -> bool:
    """Whether a person's consent to a purpose holds."""
    held = (Consent.person_id == person_id, Consent.purpose == purpose)
    query = select(Consent.id).where(*held, Consent.withdrawn_on.is_(None))
    return session.scalar(query) is not None


def requests(
    session: Session, today: date, *, state: str = "", person_id: int | None = None
) -> list[RequestRow]:
    """What people ask of the hall: the open ones first, the oldest of them at the top."""
    query = select(PrivacyRequest, Person.name).join(Person, Person.id == PrivacyRequest.person_id)
    if state:
        query = query.where(PrivacyRequest.state == state)
    if person_id is not None:
        query = query.where(PrivacyRequest.person_id == person_id)
    order = (PrivacyRequest.state != "open", PrivacyRequest.asked_on, PrivacyRequest.id)
    return [_request(one, name, today) for one, name in session.execute(query.order_by(*order))]


def request_row(session: Session, request_id: int, today: date) -> RequestRow:
    """One request."""
    one = session.get_one(PrivacyRequest, request_id)
    return _request(one, session.get_one(Person, one.person_id).name, today)


def _request(one: PrivacyRequest, name: str, today: date) -> RequestRow:
    return RequestRow(
        one.id, one.person_id, name, one.kind, one.asked_on, one.asker, one.asked_by, one.detail,
        one.state, one.answered_on, one.answer, one.clerk_name, one.version,
        ((one.answered_on or today) - one.asked_on).days,
    )  # fmt: skip


def _watched(wanted: AccessFilter) -> Select[AuditEntry]:
    actions = _BY_KIND.get(wanted.kind, _WATCHED)
    query = select(AuditEntry).where(AuditEntry.action.in_(actions))
    if wanted.clerk:
        query = query.where(AuditEntry.clerk_name == wanted.clerk)
    if wanted.person_id is not None:
        about = select(Paper.id).where(
            Paper.subject == "person", Paper.subject_id == wanted.person_id
        )
        query = query.where(
            or_(
                and_(AuditEntry.subject == "person", AuditEntry.record_id == wanted.person_id),
                and_(AuditEntry.subject == "paper", AuditEntry.record_id.in_(about)),
            )
        )
    return query.order_by(AuditEntry.seq.desc()).limit(MOST)


def _read(session: Session, query: Select[AuditEntry]) -> list[AuditRow]:
    return [audit_row(one) for one in session.scalars(query)]


def _told(session: Session, rows: Sequence[AuditRow]) -> list[AccessRow]:
    """The rows in words; what became of a print is read in the print log."""
    begun = [row for row in rows if row.action != "paper.print" or "ordinal" in row.after]
    papers = {row.record_id for row in begun if row.subject == "paper" and row.record_id}
    known = {one.id: one for one in session.scalars(select(Paper).where(Paper.id.in_(papers)))}
    outcomes = _outcomes(session, papers)
    people = _names(session, begun, known)
    return [_access(row, known, outcomes, people) for row in begun]


def _outcomes(session: Session, papers: Iterable[int]) -> dict[tuple[int, int], str]:
    query = select(PrintEntry.paper_id, PrintEntry.ordinal, PrintEntry.outcome)
    rows = session.execute(query.where(PrintEntry.paper_id.in_(list(papers))))
    return {(row[0], row[1]): row[2] for row in rows}


def _names(
    session: Session, rows: Iterable[AuditRow], papers: Mapping[int, Paper]
) -> dict[int, str]:
    wanted = {one for row in rows if (one := _person_of(row, papers)) is not None}
    query = select(Person.id, Person.name).where(Person.id.in_(wanted))
    return {row.id: row.name for row in session.execute(query)}


def _person_of(row: AuditRow, papers: Mapping[int, Paper]) -> int | None:
    if row.subject == "person":
        return row.record_id
    paper = papers.get(row.record_id or 0)
    return paper.subject_id if paper is not None and paper.subject == "person" else None


def _access(
    row: AuditRow,
    papers: Mapping[int, Paper],
    outcomes: Mapping[tuple[int, int], str],
    people: Mapping[int, str],
) -> AccessRow:
    kind = next(one for one, actions in _BY_KIND.items() if row.action in actions)
    person = _person_of(row, papers)
    outcome = outcomes.get((row.record_id or 0, row.after.get("ordinal", 0)), "")
    return AccessRow(
        row.seq,
        datetime.fromisoformat(row.recorded_at),
        row.clerk_name,
        kind,
        _what(row, papers.get(row.record_id or 0), outcome),
        person,
        people.get(person or 0, ""),
        str(row.after.get("reason", "")) or _usual_reason(row, papers),
    )


def _usual_reason(row: AuditRow, papers: Mapping[int, Paper]) -> str:
    """Why a print was made that was not asked about: its paper was just issued, or is theirs."""
    paper = papers.get(row.record_id or 0)
    if row.action != "paper.print" or paper is None:
        return ""
    return "用途见出文书的那一条" if paper.kind in PERSONAL else "文书交本人"


_EXPORTED = {"list": "名单", "residents": "居民名册", "cases": "工单台账"}
_NUMBERS = {"id_number": "证件号", "phone": "电话"}


def _what(row: AuditRow, paper: Paper | None, outcome: str) -> str:
    after: Mapping[str, Any] = row.after
    if row.action == "person.reveal":
        return "完整" + "、".join(_NUMBERS.get(one, one) for one in after.get("fields", ()))
    if row.action == "privacy.copy":
        return f"本人信息（{ASKERS.get(after.get('asker', ''), '')} {after.get('asked_by', '')}）"
    if row.action == "export":
        if after.get("kind") == "access":
            return f"查看记录 {after.get('rows', 0)} 行"
        whole = "，带完整号码" if after.get("whole", after.get("reason")) else "，号码已遮住"
        named = _EXPORTED.get(after.get("kind", ""), str(after.get("kind", "")))
        return f"{named} {after.get('rows', 0)} 行{whole}"
    if paper is None:
        return "文书"
    told = f"{kind_label(paper.kind)} {paper.number}"
    if row.action == "list.print":
        return f"出{told}，{after.get('rows', 0)} 人"
    said = f"，{OUTCOMES.get(outcome, outcome)}" if outcome else ""
    return f"{told}，{after.get('copies', 1)} 份{said}"


def _moment(day: date) -> str:
    """A day's first moment as the trail writes it: UTC, to the millisecond."""
    local = datetime.combine(day, time()).astimezone()
    return local.astimezone(UTC).isoformat(timespec="milliseconds")


def _first_seq(session: Session, moment: str) -> int:
    """The first row of the trail at or after a moment: found by halving, for time has no index."""
    low, high = 1, (session.scalar(select(func.max(AuditEntry.seq))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = session.scalar(select(AuditEntry.recorded_at).where(AuditEntry.seq == middle))
        low, high = (middle + 1, high) if at is None or at < moment else (low, middle)
    return low

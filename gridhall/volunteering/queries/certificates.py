"""What a certificate rests on, the certificates there are, and the verdict on any code's text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.mask import Level, mask_id_number
from gridhall.core.text import clean
from gridhall.hall.service.checking import Problem
from gridhall.organisation.models import Outsider
from gridhall.papers.models import Paper
from gridhall.registry.models import Person
from gridhall.volunteering.labels import BASICS
from gridhall.volunteering.models import Certificate, HoursEntry, Merit, Volunteer
from gridhall.volunteering.queries.hours import HoursRow, entries, total_minutes, totals
from gridhall.volunteering.queries.keys import code_kept, key_by_id, revoked_on
from gridhall.volunteering.queries.ledger import head
from gridhall.volunteering.queries.stars import star_table
from gridhall.volunteering.queries.volunteers import VolunteerFilter, VolunteerRow, volunteers
from gridhall.volunteering.rules import certificates as rules
from gridhall.volunteering.rules.certificates import CertificateOrder
from gridhall.volunteering.rules.codes import Code, NotACode, holds, read_code
from gridhall.volunteering.rules.stars import stars_for

_EARLIEST = date(1970, 1, 1)  # a code counts its days from here


@dataclass(frozen=True, slots=True)
class Service:
    """One line of the annex (服务明细)."""

    seq: int
    served_on: date
    activity: str
    content: str
    spot: str
    starts: int
    ends: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """All that one certificate says, read at one moment; texts of fields not ticked are ""."""

    volunteer_id: int
    name: str
    since: date | None
    until: date
    fields: frozenset[str]
    minutes: int
    last_seq: int  # the ledger's head
    services: tuple[Service, ...] = field(repr=False)
    contents: str
    first_on: date  # the first service in the period
    id_number: str = field(default="", repr=False)
    number: str = ""
    evaluation: str = ""
    training: tuple[str, ...] = ()
    award: tuple[str, ...] = ()
    stars: str = ""
    left_out: str = ""  # a sentence about other organisations' hours; not printed


@dataclass(frozen=True, slots=True)
class Prepared:
    """A volunteer before a batch starts: what would be certified, or why nothing can be."""

    volunteer_id: int
    name: str
    minutes: int
    missing: tuple[str, ...]  # of the eight basics (§5), as Chinese words
    left_out: str
    refusal: str


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A volunteer as the page of certificates lists them."""

    id: int
    name: str
    number: str
    came_from: str  # the unit, or where they live
    phone_masked: str
    minutes: int  # of the whole life, organised by this hall
    last_served_on: date | None
    certificates: int  # issued and not void
    certified_on: date | None
    missing: tuple[str, ...]  # of the eight basics, as Chinese words


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """An issued certificate as lists show it."""

    id: int  # the paper's
    number: str
    volunteer_id: int
    name: str
    since: date | None
    until: date
    minutes: int
    issued_on: date
    clerk_name: str
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a code came to: genuine, forged, void or unknown-issuer, with a sentence."""

    verdict: str
    sentence: str
    number: str = ""
    name: str = ""
    minutes: int | None = None
    since: date | None = None
    until: date | None = None
    issued_on: date | None = None
    issuer: str = ""
    anchor: str = ""


def certificate_facts(session: Session, order: CertificateOrder, today: date) -> CertificateFacts:
    """What the certificate says; UserError where nothing can be certified."""
    rules.check_order(order, today)
    if order.since is not None and order.since < _EARLIEST:
        raise UserError(f"开始日期 {order.since} 太早，请写 {_EARLIEST.year} 年以后的日期，或不写")
    name, id_number, number = _person(session, order.volunteer_id)
    rows = [
        row
        for row in entries(session, order.volunteer_id, order.since, order.until)
        if row.is_standing
    ]
    own = [row for row in rows if row.is_own]
    others = {row.organiser for row in rows if not row.is_own}
    asked = (session, order.volunteer_id, order.since, order.until)
    minutes = total_minutes(*asked, own_only=True)
    rules.refuse_nothing(name, minutes, others)
    return CertificateFacts(
        volunteer_id=order.volunteer_id,
        name=name,
        since=order.since,
        until=order.until,
        fields=order.fields,
        minutes=minutes,
        last_seq=head(session).seq,
        services=tuple(map(_service, own)),
        contents=rules.contents_in_words(row.content for row in own),
        first_on=min(row.served_on for row in own),
        id_number=_shown(id_number, order.fields),
        number=number if "number" in order.fields else "",
        evaluation=_evaluation(own, order.fields),
        training=_merits(session, order, "training"),
        award=_merits(session, order, "award"),
        stars=_stars(session, order),
        left_out=rules.left_out(sum(r.minutes for r in rows if not r.is_own), others),
    )


def prepared(session: Session, orders: Sequence[CertificateOrder], today: date) -> list[Prepared]:
    """What stands in the way of a batch, told before it starts; in the order asked for."""
    ids = tuple(dict.fromkeys(order.volunteer_id for order in orders))
    rows = {row.id: row for row in volunteers(session, today, VolunteerFilter(ids=ids))}
    found = []
    for order in orders:
        row = rows[order.volunteer_id]
        missing = tuple(BASICS[one] for one in row.missing)
        try:
            facts = certificate_facts(session, order, today)
        except UserError as error:
            found.append(Prepared(row.id, row.name, 0, missing, "", str(error)))
            continue
        found.append(Prepared(row.id, row.name, facts.minutes, missing, facts.left_out, ""))
    return found


def candidates(session: Session, today: date) -> list[CandidateRow]:
    """Every volunteer with what could be certified, who served the most first."""
    own = totals(session, until=today, own_only=True)
    standing = (
        select(Certificate.volunteer_id, func.count(), func.max(Paper.issued_at))
        .join(Paper, Paper.id == Certificate.paper_id)
        .where(Paper.voided_at.is_(None))
        .group_by(Certificate.volunteer_id)
    )
    given = {row[0]: (row[1], row[2].astimezone().date()) for row in session.execute(standing)}
    rows = [_candidate(row, own, given) for row in volunteers(session, today)]
    return sorted(rows, key=lambda row: (-row.minutes, row.id))


def _candidate(
    row: VolunteerRow, own: Mapping[int, int], given: Mapping[int, tuple[int, date]]
) -> CandidateRow:
    many, day = given.get(row.id, (0, None))
    return CandidateRow(
        row.id,
        row.name,
        row.number,
        row.unit_name or row.area,
        row.phone_masked,
        own.get(row.id, 0),
        row.last_served_on,
        many,
        day,
        tuple(BASICS[one] for one in row.missing),
    )


def certificates(
    session: Session, volunteer_id: int | None = None, limit: int = 500
) -> list[CertificateRow]:
    """The newest certificates, of everybody or of one volunteer."""
    query = (
        select(Certificate, Paper, func.coalesce(Person.name, Outsider.name))
        .join(Paper, Paper.id == Certificate.paper_id)
        .join(Volunteer, Volunteer.id == Certificate.volunteer_id)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .order_by(Paper.id.desc())
        .limit(limit)
    )
    if volunteer_id is not None:
        query = query.where(Certificate.volunteer_id == volunteer_id)
    return [_listed(*found) for found in session.execute(query)]


def code_of(session: Session, paper_id: int) -> str:
    """The code of an issued certificate as its page bears it."""
    return session.get_one(Certificate, paper_id).code


def verify(session: Session, text: str) -> Verdict:
    """The verdict on a code's text, whatever was pasted or scanned; it never raises."""
    try:
        code = read_code(text)
    except NotACode:
        return Verdict("forged", "伪：这不是网格厅证明的码，或者被改动过、没有读全。请以原件重扫")
    key = key_by_id(session, code.key_id)
    if key is None:
        return Verdict(
            "unknown-issuer",
            "未知签发方：本厅没有这个单位的公钥，无法判断真伪。请向签发单位要密钥文件，导入后再验",
        )
    if not holds(code, key.public):
        return _judged("forged", f"伪：不是{key.issuer}签发的，内容或签名被改动过", code, "")
    if not key.is_valid_on(code.claims.issued_on):
        said = f"伪：签发日期不在{key.issuer}这把密钥的有效期内"
        return _judged("forged", said, code, key.issuer)
    return _known(session, text, code, key.issuer)


def _known(session: Session, text: str, code: Code, issuer: str) -> Verdict:
    """A rightly signed code: void, or as its own hall keeps it."""
    number = code.claims.number
    void = revoked_on(session, code.key_id, number)
    if void is not None:
        return _judged("void", f"已作废：{issuer}在 {void} 作废了这份证明", code, issuer)
    kept = code_kept(session, code.key_id, number)
    if kept is not None and kept != text:
        return _judged("forged", "伪：与本厅留存的同号证明不一致", code, issuer)
    return _judged("genuine", "真：请核对纸上的姓名、时长与这里一致", code, issuer)


def _judged(verdict: str, sentence: str, code: Code, issuer: str) -> Verdict:
    said = code.claims
    anchor = f"{said.anchor_seq}-{said.anchor_head.hex()}"
    days = (said.since, said.until, said.issued_on)
    return Verdict(verdict, sentence, said.number, said.name, said.minutes, *days, issuer, anchor)


def _person(session: Session, volunteer_id: int) -> tuple[str, str, str]:
    """Name, ID number and the volunteer's own number; of a merged record the one it went into."""
    into = aliased(Person)
    query = (
        select(func.coalesce(into.name, Person.name, Outsider.name), Volunteer.number)
        .add_columns(func.coalesce(into.id_number, Person.id_number, Outsider.id_number, ""))
        .select_from(Volunteer)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(into, into.id == Person.merged_into)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .where(Volunteer.id == volunteer_id)
    )
    found = session.execute(query).first()
    if found is None:
        raise UserError("没有这位志愿者，可能刚被撤回。请按 F5 看最新内容")
    name, number, id_number = found
    return clean(name), id_number, number  # the page and its code say the same letters


def _shown(id_number: str, fields: frozenset[str]) -> str:
    if "full_id_number" in fields:
        return id_number
    return mask_id_number(id_number, Level.LIST) if "id_number" in fields else ""


def _service(row: HoursRow) -> Service:
    return Service(**{name: getattr(row, name) for name in Service.__slots__})


def _evaluation(rows: Sequence[HoursRow], fields: frozenset[str]) -> str:
    if "evaluation" not in fields:
        return ""
    return rules.evaluations_in_words(row.quality for row in rows)


def _merits(session: Session, order: CertificateOrder, kind: str) -> tuple[str, ...]:
    """Trainings or awards of the period, in their order (§8, §9)."""
    if kind not in order.fields:
        return ()
    query = select(Merit).where(
        Merit.volunteer_id == order.volunteer_id,
        Merit.kind == kind,
        Merit.void_reason.is_(None),
        Merit.happened_on <= order.until,
        Merit.happened_on >= (order.since or date.min),
    )
    rows = session.scalars(query.order_by(Merit.happened_on, Merit.id))
    return tuple(_merit(row) for row in rows)


def _merit(row: Merit) -> str:
    given = f"，{row.given_by}" if row.given_by else ""
    return f"{row.name}（{row.happened_on.year}年{row.happened_on.month}月{given}）"


def _stars(session: Session, order: CertificateOrder) -> str:
    """By all hours up to the last day, as the hall's table has it."""
    if "stars" not in order.fields:
        return ""
    minutes = total_minutes(session, order.volunteer_id, until=order.until)
    return rules.stars_in_words(stars_for(minutes, star_table(session)))


def _listed(kept: Certificate, paper: Paper, name: str) -> CertificateRow:
    return CertificateRow(
        paper.id,
        paper.number,
        kept.volunteer_id,
        name,
        kept.since,
        kept.until,
        kept.minutes,
        paper.issued_at.astimezone().date(),
        paper.clerk_name,
        paper.voided_at is not None,
        paper.void_reason or "",
    )


def problems(session: Session) -> list[Problem]:
    """What must hold of certificates: the code says what is kept, the total is the ledger's."""
    query = select(Certificate, Paper.number).join(Paper, Paper.id == Certificate.paper_id)
    wrong_code = wrong_total = 0
    credited = {
        row[0]: row[1] for row in session.execute(select(HoursEntry.seq, HoursEntry.minutes))
    }
    for kept, number in session.execute(query):
        wrong_code += not _is_as_kept(session, kept, number)
        wrong_total += kept.minutes != sum(credited.get(seq, 0) for seq in json.loads(kept.entries))
    return [Problem("certificate.code", wrong_code), Problem("certificate.total", wrong_total)]


def _is_as_kept(session: Session, kept: Certificate, number: str) -> bool:
    try:
        code = read_code(kept.code)
    except NotACode:
        return False
    key = key_by_id(session, code.key_id)
    said = (code.claims.number, code.claims.minutes, code.key_id)
    return (
        key is not None and holds(code, key.public) and said == (number, kept.minutes, kept.key_id)
    )

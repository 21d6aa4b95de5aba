"""Signing and keeping a certificate (志愿服务证明): its words with the rows they rest on."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.rules import Anchor
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.clock import say_hours
from gridhall.core.text import clean
from gridhall.registry.queries.personal import Section
from gridhall.volunteering.models import Certificate
from gridhall.volunteering.queries.certificates import CertificateFacts, certificates
from gridhall.volunteering.queries.entries import volunteers_of
from gridhall.volunteering.queries.keys import OwnKey
from gridhall.volunteering.rules.codes import HEAD, Claims, write_code


@dataclass(frozen=True, slots=True)
class Signed:
    """The text of a certificate's code, and the key that signed it."""

    code: str
    key_id: bytes


def sign(facts: CertificateFacts, number: str, anchor: Anchor, key: OwnKey, today: date) -> Signed:
    """The signed code of a certificate with this number."""
    claims = Claims(
        clean(number),
        facts.name,
        facts.minutes,
        facts.since,
        facts.until,
        today,
        anchor.seq,
        bytes.fromhex(anchor.hash)[:HEAD],
    )
    return Signed(write_code(claims, key.private), key.row.key_id)


def keep(session: Session, paper_id: int, facts: CertificateFacts, signed: Signed) -> None:
    """Write down what the issued paper says and rests on, beside the paper itself."""
    session.add(
        Certificate(
            paper_id=paper_id,
            volunteer_id=facts.volunteer_id,
            since=facts.since,
            until=facts.until,
            minutes=facts.minutes,
            last_seq=facts.last_seq,
            entries=json.dumps([service.seq for service in facts.services]),
            key_id=signed.key_id,
            code=signed.code,
        )
    )
    session.flush()


def note_whole_number(session: Session, clerk: Clerk, facts: CertificateFacts) -> None:
    """A whole ID number went out on paper at the volunteer's request: the trail says so."""
    if "full_id_number" in facts.fields and facts.id_number:
        said = {"after": {"fields": ["id_number"], "reason": "志愿服务证明，本人要求"}}
        record(session, clerk, "person.reveal", ("volunteer", facts.volunteer_id), said)


def personal_certificates(session: Session, person_id: int) -> Section:
    """The certificates that were issued to somebody, for the copy of what is kept of them."""
    rows = tuple(
        (row.number, str(row.issued_on), say_hours(row.minutes), "已作废" if row.voided else "有效")
        for one in sorted(volunteers_of(session, [person_id]))
        for row in certificates(session, one)
    )
    return Section("志愿服务证明", ("编号", "出具日期", "时长", "状态"), rows)

"""Certificates leave the hall: read, signed, drawn and kept in one transaction each; batches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled, Progress, Silent
from gridhall.core.text import clean
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue_within
from gridhall.pdf.fonts import house
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents.certificate import (
    CertificatePaper,
    draw_certificate,
    draw_certificates,
)
from gridhall.volunteering.queries.certificates import (
    CertificateFacts,
    Prepared,
    certificate_facts,
    code_of,
    prepared,
)
from gridhall.volunteering.rules.certificates import CertificateOrder
from gridhall.volunteering.rules.codes import read_code
from gridhall.volunteering.service.certificates import Signed, keep, note_whole_number, sign
from gridhall.volunteering.service.keys import signing_key

KIND = "volunteer-certificate"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that was issued, or stood already, and what it says."""

    row: PaperRow
    paper: CertificatePaper


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch came to: the certificates, and who got none with the sentence why."""

    issued: tuple[Issued, ...]
    refused: tuple[tuple[int, str], ...]
    was_stopped: bool = False


def issue_certificate(at: At, order: CertificateOrder, request_key: str = "") -> Issued:
    """Issue one certificate; the same content again gives the stored one and takes no number."""
    with at.db.write() as session:
        facts = certificate_facts(session, order, at.today)
        wanted = _order(facts, at.hall.name, request_key or str(uuid4()))
        made: list[tuple[CertificatePaper, Signed]] = []

        def draw(number: str, anchor: Anchor) -> bytes:
            key = signing_key(session, at.clerk, at.today)
            signed = sign(facts, number, anchor, key, at.today)
            paper = CertificatePaper(
                facts, number, at.hall.name, at.today, signed.code, str(anchor)
            )
            made.append((paper, signed))
            return draw_certificate(paper)

        row = issue_within(session, at.clerk, wanted, draw)
        if made:
            paper, signed = made[0]
            keep(session, row.id, facts, signed)
            note_whole_number(session, at.clerk, facts)
            return Issued(row, paper)
        return Issued(row, _kept(row, facts, at.hall.name, code_of(session, row.id)))


def preview_certificate(at: At, order: CertificateOrder) -> bytes:
    """The certificate as it would look: no number is taken and nothing is signed."""
    with at.db.read() as session:
        facts = certificate_facts(session, order, at.today)
    return draw_certificate(
        CertificatePaper(facts, "（预览，未编号）", at.hall.name, at.today, "", "预览")
    )


def check_batch(at: At, orders: Sequence[CertificateOrder]) -> list[Prepared]:
    """What stands in the way of each certificate of a batch, told before anything is issued."""
    with at.db.read() as session:
        return [_printable(one) for one in prepared(session, orders, at.today)]


def _printable(one: Prepared) -> Prepared:
    try:
        house().require_glyphs([clean(one.name)])
    except UserError as error:
        return replace(one, refusal=one.refusal or str(error))
    return one


def issue_batch(
    at: At,
    orders: Sequence[CertificateOrder],
    keys: Sequence[str],
    progress: Progress | None = None,
) -> Batch:
    """A certificate each, a transaction each: what is issued stays when the batch is stopped."""
    progress = progress or Silent()
    issued: list[Issued] = []
    refused: list[tuple[int, str]] = []
    for done, (order, key) in enumerate(zip(orders, keys, strict=True)):
        try:
            progress.report(done, len(orders))
        except Cancelled:
            return Batch(tuple(issued), tuple(refused), was_stopped=True)
        try:
            issued.append(issue_certificate(at, order, key))
        except UserError as error:
            refused.append((order.volunteer_id, str(error)))
    return Batch(tuple(issued), tuple(refused))


def merged(issued: Sequence[Issued], progress: Progress | None = None) -> bytes:
    """The certificates of a batch in one file for the printer."""
    if not issued:
        raise UserError("没有可以打印的证明")
    return draw_certificates([one.paper for one in issued], progress)


def _kept(row: PaperRow, facts: CertificateFacts, issuer: str, code: str) -> CertificatePaper:
    """A certificate that stood already, as it was issued."""
    day = read_code(code).claims.issued_on
    return CertificatePaper(facts, row.number, issuer, day, code, str(row.anchor))


def _order(facts: CertificateFacts, issuer: str, request_key: str) -> PaperOrder:
    return PaperOrder(KIND, "volunteer", facts.volunteer_id, _content(facts, issuer), request_key)


def _content(facts: CertificateFacts, issuer: str) -> dict[str, Any]:
    """What the paper says: the same rows, fields and days are the same certificate."""
    return {
        "name": facts.name,
        "id_number": facts.id_number,
        "number": facts.number,
        "since": _day(facts.since),
        "until": _day(facts.until),
        "minutes": facts.minutes,
        "services": [service.seq for service in facts.services],
        "contents": facts.contents,
        "evaluation": facts.evaluation,
        "training": list(facts.training),
        "award": list(facts.award),
        "stars": facts.stars,
        "fields": sorted(facts.fields),
        "issuer": issuer,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

"""What the words of `case` answer: a case's facts, its whole card."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.papers.queries import papers_about
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow


def case_answer(session: Session, case: CaseRow) -> Answer:
    """One case after a step."""
    data = case_facts(session, case)
    return Answer(data, [_line(data)])


def cases_answer(session: Session, cases: Sequence[CaseRow]) -> Answer:
    """Several cases after one step."""
    told = [case_facts(session, case) for case in cases]
    return Answer({"cases": told, "total": len(told)}, [_line(one) for one in told])


def _line(data: dict[str, Any]) -> str:
    words = [data["number"], data["state"]]
    words += [f"承诺 {data['promised_on']}"] * bool(data["promised_on"])
    words += [f"期限 {data['due_on']}"] * (data["due_on"] not in (None, data["promised_on"]))
    return "\t".join(words)


def case_facts(session: Session, case: CaseRow) -> dict[str, Any]:
    """A case with its clocks and who has it; the number of its last valid paper."""
    papers = papers_about(session, "service_case", case.id)
    valid = [paper.number for paper in papers if paper.voided_at is None]
    return {
        "id": case.id,
        "number": case.number,
        "state": case.state,
        "matter": case.item_name,
        "applicant": case.applicant_name,
        "applicant_id": case.applicant_id,
        "received_at": case.received_at,
        "accepted_at": case.accepted_at,
        "notice_due_on": case.notice_due_on,
        "promised_on": case.promised_on,
        "legal_on": case.legal_on,
        "due_on": case.due_on,
        "provisional": case.provisional,
        "finished_at": case.finished_at,
        "finish_kind": case.finish_kind,
        "closed_at": case.closed_at,
        "first_receiver": case.clerk_name,
        "holder": case.holder_name,
        "paper": valid[-1] if valid else None,
    }


def card_facts(card: CaseCard) -> dict[str, Any]:
    """What belongs to a case; a rating is only said to be there."""
    return {
        "materials": [
            {
                "position": m.position,
                "name": m.name,
                "received": m.received_at is not None,
                "deferred_until": m.deferred_until,
            }
            for m in card.materials
        ],
        "events": [
            {"kind": e.kind, "at": e.happened_at, "clerk": e.clerk_name, "detail": e.detail}
            for e in card.events
        ],
        "pauses": [_without_id(one) for one in card.pauses],
        "extensions": [_without_id(one) for one in card.extensions],
        "notices": [
            {
                "nth": one.nth,
                "due_on": one.due_on,
                "given_at": one.given_at,
                "lacking": [lack.name for lack in one.lacking],
            }
            for one in card.notices
        ],
        "links": [one.number for one in card.links],
        "transfer": card.transfer_number or None,
        "rated": card.rated,
        "steps": list(card.open_steps),
    }


def _without_id(row: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name != "id"}


def case_id(session: Session, number: str) -> int:
    """The id of the case of this number; a number nobody took is told."""
    return queries.case_by_number(session, number).id

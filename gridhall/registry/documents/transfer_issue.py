"""Issuing a transfer's papers together with the step they belong to, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import uuid4

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.papers.queries import PaperRow
from gridhall.papers.service import issue, issue_within
from gridhall.registry.documents.transfer_lists import handover_list, handover_order
from gridhall.registry.documents.transfers import NOTICE, transfer_order, transfer_paper
from gridhall.registry.queries.transfers import TransferCard, transfer_card
from gridhall.registry.rules.transfers import Step
from gridhall.registry.service.transfers import check_may_hand_over, hand_over, step_transfer


@dataclass(frozen=True, slots=True)
class At:
    """Who issues, where, on which day."""

    db: Database
    clerk: Clerk
    hall: Hall
    today: date


def issue_transfer_paper(at: At, kind: str, transfer_id: int, request_key: str = "") -> PaperRow:
    """Issue one of a transfer's papers; the same content again gives the stored one back."""
    if kind == NOTICE:
        return issue_notice(at, transfer_id, request_key)
    with at.db.read() as session:
        card = transfer_card(session, transfer_id, at.today)
    order = transfer_order(kind, card, at.hall, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, partial(transfer_paper, kind, card, at.hall))


def issue_notice(at: At, transfer_id: int, request_key: str = "") -> PaperRow:
    """一次性告知: a transfer just received waits for its materials from now on.

    Told once: another notice that asks for something else is a supervisor's (handbook 9, 3).
    """
    with at.db.write() as session:
        card = transfer_card(session, transfer_id, at.today)
        if card.state == "received" and card.missing:
            step = Step("material_notice", at.today)
            card = step_transfer(session, at.clerk, transfer_id, step, at.today)
        order = transfer_order(NOTICE, card, at.hall, request_key or str(uuid4()))
        draw = partial(transfer_paper, NOTICE, card, at.hall)
        before = [one.id for one in card.papers if one.kind == NOTICE and not one.voided_at]
        paper = issue_within(session, at.clerk, order, draw)
        if before and paper.id not in before:
            require(at.clerk, Role.SUPERVISOR, "第二次一次性告知")
        return paper


def issue_handover(at: At, transfer_ids: Sequence[int], request_key: str = "") -> PaperRow:
    """移交: the list gets its number and the transfers go to the police, all or none."""
    key = request_key or str(uuid4())
    with at.db.write() as session:
        cards = [transfer_card(session, one, at.today) for one in dict.fromkeys(transfer_ids)]
        known = _pressed_before(cards, key)
        if known is not None:
            return known
        if not cards:
            hand_over(session, at.clerk, (), Step("submitted", at.today), at.today)
        for card in cards:
            check_may_hand_over(card)
        order = handover_order(cards, at.hall, at.today, key)
        draw = partial(handover_list, cards, at.hall, at.today)
        paper = issue_within(session, at.clerk, order, draw)
        step = Step("submitted", at.today, number=paper.number)
        hand_over(session, at.clerk, [card.id for card in cards], step, at.today)
        return paper


def _pressed_before(cards: Sequence[TransferCard], request_key: str) -> PaperRow | None:
    """The list these went with already, when the button was pressed twice."""
    numbers = {card.handover_number for card in cards}
    if len(numbers) != 1 or not all(card.state == "submitted" for card in cards):
        return None
    lists = [one for one in cards[0].papers if one.number in numbers]
    return lists[0] if lists and request_key else None

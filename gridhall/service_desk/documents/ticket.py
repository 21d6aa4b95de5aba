"""办事回执, the slip of 80 mm a visitor takes along: what, number, lacking, until when, barcode."""

import re
from datetime import date

from gridhall.core.hall import Hall
from gridhall.core.mask import mask_name
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI
from gridhall.pdf.ticket import Ticket
from gridhall.service_desk.documents.parts import Marks, day_of
from gridhall.service_desk.labels import limit_label, state_label
from gridhall.service_desk.queries.papers import CasePaper, DraftPaper
from gridhall.service_desk.rules.states import OPEN

_TITLE, _DRAFT = "办事回执", "暂存回执"
_FACTS, _SMALL = 10.5, 8.5
_STARS = re.compile(r"\*{4,}")


def case_ticket(about: CasePaper, hall: Hall, marks: Marks) -> bytes:
    """The slip of a case; scanned at any window it opens the case again."""
    number, anchor = marks
    case = about.card.case
    ticket = Ticket(hall.name, _TITLE, number)
    ticket.middle(case.item_name, 13, HEI)
    ticket.gap(1.5)
    ticket.facts(_case_facts(about), _FACTS)
    day = _one_day(about)
    _lacking(ticket, _lacking_words(about), f"，{chinese_day(day)}前补交" if day else "")
    ticket.barcode(about.code)
    _notes(ticket, hall, ("再来时请带上这张回执，扫一下条码就能接着办。",))
    return ticket.finish(str(anchor or ""))


def case_texts(about: CasePaper) -> list[str]:
    """What the slip says, to tell two slips apart."""
    lacking = _lacking_words(about)
    facts = [text for fact in _case_facts(about) for text in fact]
    return [_TITLE, about.card.case.item_name, *facts, *lacking, str(_one_day(about)), about.code]


def _case_facts(about: CasePaper) -> tuple[tuple[str, str], ...]:
    case = about.card.case
    estimated = "（暂估）" if case.provisional else ""
    promised = f"{chinese_day(case.promised_on)}17时前{estimated}" if case.promised_on else ""
    return (
        ("编号", case.number),
        ("申请人", _hidden(case.applicant_name)),
        ("代理人", _hidden(case.agent_name)),
        ("收件", day_of(case.received_at)),
        ("状态", state_label(case.state)),
        ("承诺办结", promised if case.state == OPEN else ""),
        ("补正期限", _supplement(about)),
        ("办结", day_of(case.finished_at) if case.finished_at else ""),
        ("窗口", f"{case.clerk_name} {case.counter}".strip()),
    )


def _hidden(name: str) -> str:
    """张*花, for a slip that may be lost; many stars of a long name are three."""
    return _STARS.sub("***", mask_name(name)) if name else ""


def _supplement(about: CasePaper) -> str:
    waits = about.card.case.state == "supplement" and about.card.notices
    return f"{chinese_day(about.card.notices[-1].due_on)}17时前" if waits else ""


def _lacking_words(about: CasePaper) -> list[str]:
    """What is to be brought, a line each; a day that is one for all stands in the heading."""
    case, card = about.card.case, about.card
    if case.closed_at is not None:
        return []
    if case.state == "supplement" and card.notices:
        lacking = card.notices[-1].lacking
        return [f"{one.name}（{one.problem}）" if one.problem else one.name for one in lacking]
    if _one_day(about):
        return [one.name for one in card.missing]
    return [
        f"{one.name}（{chinese_day(about.deferred[one.position])}前）"
        if one.position in about.deferred
        else one.name
        for one in card.missing
    ]


def _one_day(about: CasePaper) -> date | None:
    """The day by which all that lacks is promised (容缺), if it is one day."""
    if about.card.case.state == "supplement":
        return None
    days = {about.deferred.get(one.position) for one in about.card.missing}
    return days.pop() if len(days) == 1 else None


def draft_ticket(about: DraftPaper, hall: Hall, marks: Marks) -> bytes:
    """The slip of a parked draft: nothing is taken in yet, and it says so."""
    number, anchor = marks
    ticket = Ticket(hall.name, _DRAFT, number)
    ticket.middle(_matter_of(about), 13, HEI)
    ticket.gap(1.5)
    ticket.facts(_draft_facts(about), _FACTS)
    _lacking(ticket, _draft_lacking(about))
    ticket.barcode(about.code)
    words = ("本单只表示窗口替您存了填好的内容，还没有受理。", "再来时扫一下条码，接着填就行。")
    _notes(ticket, hall, words)
    return ticket.finish(str(anchor or ""))


def draft_texts(about: DraftPaper) -> list[str]:
    """What the draft's slip says, to tell two slips apart."""
    facts = [text for fact in _draft_facts(about) for text in fact]
    return [_DRAFT, _matter_of(about), *facts, *_draft_lacking(about), about.code]


def _matter_of(about: DraftPaper) -> str:
    return about.matter.name if about.matter else about.row.draft.matter or "事项还没有选定"


def _draft_facts(about: DraftPaper) -> tuple[tuple[str, str], ...]:
    draft = about.row.draft
    limit = limit_label(about.matter.kind, about.matter.limit_days) if about.matter else ""
    saved = about.row.saved_at.astimezone()
    return (
        ("来访人", _hidden(draft.applicant)),
        ("存于", f"{chinese_day(saved.date())} {saved:%H:%M}"),
        ("办理期限", f"{limit}（受理后算起）" if limit else ""),
    )


def _draft_lacking(about: DraftPaper) -> list[str]:
    if about.matter is None:
        return []
    there = set(about.row.draft.received)
    return [m.name for m in about.matter.materials if m.required and m.position not in there]


def _lacking(ticket: Ticket, names: list[str], until: str = "") -> None:
    if not names:
        return
    ticket.gap(1)
    ticket.line(f"还缺 {len(names)} 样{until}：", _FACTS, HEI)
    for place, name in enumerate(names, start=1):
        ticket.line(f"{place}. {name}", 9.5)


def _notes(ticket: Ticket, hall: Hall, words: tuple[str, ...]) -> None:
    phones = (("咨询", hall.phone), ("监督", hall.supervision_phone), ("地址", hall.address))
    for one in words:
        ticket.line(one, _SMALL)
    ticket.facts(phones, _SMALL)

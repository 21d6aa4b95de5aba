"""The paper about several transfers: 移交清单 to the police station."""

from collections.abc import Sequence
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.registry.documents.transfers import phones
from gridhall.registry.queries.transfers import SUBJECT, TransferCard

HANDOVER = "handover-list"
_HEADINGS = ("序号", "编号", "类别", "申请人", "证件号码", "人数")
_WIDTHS = (1.0, 3.4, 2.7, 1.5, 4.0, 1.0)


def handover_order(
    cards: Sequence[TransferCard], hall: Hall, day: date, request_key: str
) -> PaperOrder:
    """The order to issue the list; about the first transfer, for a paper is about one record."""
    said = list(_handover(cards, hall, day, ("", "")).texts())
    return PaperOrder(HANDOVER, SUBJECT, cards[0].id, {"texts": said}, request_key)


def handover_list(
    cards: Sequence[TransferCard], hall: Hall, day: date, number: str, anchor: Anchor | None
) -> bytes:
    """移交清单: what goes to the police station today; they sign for it."""
    return draw(_handover(cards, hall, day, (number, str(anchor or ""))))


def _handover(
    cards: Sequence[TransferCard], hall: Hall, day: date, marks: tuple[str, str]
) -> BusinessForm:
    number, anchor = marks
    people = sum(len(card.people) for card in cards)
    there = sum(one.received_on is not None for card in cards for one in card.materials)
    return BusinessForm(
        title="移交清单",
        number=number,
        addressee="公安派出所：",
        paragraphs=(
            f"我中心收件核验的下列户口迁移共 {len(cards)} 件、{people} 人，材料 {there} 样，"
            "现移交你所办理，请核收。办理结果请告知我中心，以便通知办事群众。",
        ),
        facts=(("移交单位", hall.name), ("移交日期", chinese_day(day))),
        table=Table(
            _HEADINGS, _WIDTHS, tuple(_line(place, one) for place, one in enumerate(cards, 1))
        ),
        closing=Closing(hall.name, chinese_day(day), ("移交人：", "接收人：", "接收时间：")),
        footnotes=phones(hall),
        copies_note="本清单一式两份，派出所一份，窗口存档一份。",
        anchor=anchor,
    )


def _line(place: int, card: TransferCard) -> tuple[str, ...]:
    return (
        str(place),
        card.number,
        card.row.category_name,
        card.applicant.name,
        card.applicant.masked_id or "未登记",
        str(len(card.people)),
    )

"""Papers about several transfers or households: 移交清单 to the police, 公开信 to every door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress
from gridhall.core.text import clean
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw, draw_many
from gridhall.registry.documents.transfers import phones
from gridhall.registry.queries.transfers import SUBJECT, TransferCard

HANDOVER, LETTER = "handover-list", "open-letter"
MOST_LETTERS = 2000
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


@dataclass(frozen=True, slots=True)
class Addressee:
    """A household that gets the letter: its id, the head's name, the door."""

    household_id: int
    head: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the hall writes to the households of a list (公开信); the text is the hall's."""

    title: str
    paragraphs: tuple[str, ...]
    day: date

    def check(self) -> None:
        """UserError for a letter without a title or a text."""
        if not clean(self.title) or not any(map(clean, self.paragraphs)):
            raise UserError("请填写公开信的标题和正文")


def usual_letter(hall: Hall, day: date) -> Letter:
    """The letter a hall begins with: 户籍进社区, what to bring, whom to call."""
    community = hall.community or hall.name
    return Letter(
        "致居民朋友的一封信",
        (
            f"为方便您办理户口迁移，{community}已开办户籍服务：咨询、收件、核验、移交和结果告知，"
            "都可以在社区窗口办理，不必再往返奔波。户口由公安派出所审批登记，不收取任何费用。",
            "您在本社区居住、户口还在外地的，可以凭居民户口簿、居民身份证和合法稳定住所证明"
            "（不动产权证书或网签购房合同）到窗口申请迁入；配偶、子女、父母可以一同办理。",
            "老年人、残疾人和行动不便的居民，可以拨打下方电话预约上门服务，窗口设有绿色通道。"
            "户口与居住地一致，子女入学、医疗养老、社区服务都更方便。",
        ),
        day,
    )


def letters_order(
    letter: Letter, homes: Sequence[Addressee], hall: Hall, request_key: str
) -> PaperOrder:
    """The order to issue the letters, one for each household of the list, as one paper."""
    said = [list(form.texts()) for form in _letters(letter, homes, hall, ("", ""))]
    first = min(home.household_id for home in homes)
    return PaperOrder(LETTER, "household", first, {"letters": said}, request_key)


def open_letters(
    letter: Letter,
    homes: Sequence[Addressee],
    hall: Hall,
    marks: tuple[str, Anchor | None],
    progress: Progress | None = None,
) -> bytes:
    """The letters in one PDF, each household's on a page of its own; `marks`: number, anchor."""
    number, anchor = marks
    forms = _letters(letter, homes, hall, (number, str(anchor or "")))
    return draw(forms[0]) if len(forms) == 1 else draw_many(forms, progress=progress)


def _letters(
    letter: Letter, homes: Sequence[Addressee], hall: Hall, marks: tuple[str, str]
) -> list[BusinessForm]:
    letter.check()
    if not homes:
        raise UserError("名单里没有住户，请先选要写信的户")
    if len(homes) > MOST_LETTERS:
        raise UserError(f"名单有 {len(homes)} 户，一次最多 {MOST_LETTERS} 户，请按楼栋分批出")
    return [_letter(letter, home, hall, marks) for home in homes]


def _letter(letter: Letter, home: Addressee, hall: Hall, marks: tuple[str, str]) -> BusinessForm:
    number, anchor = marks
    name = f"{home.head}及家人" if home.head else "住户"
    return BusinessForm(
        title=letter.title,
        number="",
        addressee=f"{home.address}　{name}：".strip(),
        paragraphs=tuple(filter(None, map(clean, letter.paragraphs))),
        closing=Closing(hall.name, chinese_day(letter.day)),
        footnotes=(*phones(hall), *filter(None, (number,))),
        anchor=anchor,
    )

"""公开信: one letter for each household of a list, all of them in one paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import overload

from gridhall.clerks.rules import Anchor
from gridhall.clerks.service import record
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue_within
from gridhall.pdf.business_form import BusinessForm, Closing, chinese_day, draw, draw_many
from gridhall.pdf.fonts import house
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.documents.transfers import phones
from gridhall.registry.queries.letters import Addressee
from gridhall.registry.rules.letters import LetterText, check_letter, filled, greeting

LETTER = "open-letter"
MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Mailing:
    """One run: the letter, to whom, how they were chosen in words; the key of the press."""

    letter: LetterText
    homes: tuple[Addressee, ...]
    scope: str
    request_key: str


@dataclass(frozen=True, slots=True)
class Printable:
    """Households as their letters can be printed, and whom the fonts cannot name (印不出的字)."""

    homes: tuple[Addressee, ...]
    unnamed: tuple[str, ...]  # 御景小区 3-2-501 张𫍽：“𫍽”


def usual_letter(hall: Hall) -> LetterText:
    """The letter a hall begins with: 户籍进社区, what to bring, whom to call."""
    community = hall.community or hall.name
    paragraphs = (
        f"为方便您办理户口迁移，{community}已开办户籍服务：咨询、收件、核验、移交和结果告知，"
        "都可以在社区窗口办理，不必再往返奔波。户口由公安派出所审批登记，不收取任何费用。",
        "您在本社区居住、户口还在外地的，可以凭居民户口簿、居民身份证和合法稳定住所证明"
        "（不动产权证书或网签购房合同）到窗口申请迁入；配偶、子女、父母可以一同办理。",
        "老年人、残疾人和行动不便的居民，可以拨打下方电话预约上门服务，窗口设有绿色通道。"
        "户口与居住地一致，子女入学、医疗养老、社区服务都更方便。",
    )
    return LetterText("致居民朋友的一封信", "\n".join(paragraphs))


def printable(letter: LetterText, homes: Sequence[Addressee], hall: Hall) -> Printable:
    """The households with what can be printed: a name no font has is left out of its letter.

    UserError for a letter that cannot go out, or whose own text holds such a character.
    """
    letter = check_letter(letter)
    frame = _letter(letter, Addressee(0, "", ""), (hall, date.min), ("", ""))
    house().require_glyphs(frame.texts())
    lacking = set(house().missing(f"{one.head}{one.address}" for one in homes))
    if not lacking:
        return Printable(tuple(homes), ())
    told = tuple(
        f"{one.address} {one.head}：“{'、'.join(sorted(lacking.intersection(one.head)))}”"
        for one in homes
        if lacking.intersection(one.head)
    )
    return Printable(tuple(_without(one, lacking) for one in homes), told)


def letters_order(mailing: Mailing, hall: Hall, day: date) -> PaperOrder:
    """The order to issue the letters; the same letter to the same doors is one paper."""
    letter, homes = _checked(mailing)
    said = {
        "frame": list(_letter(letter, Addressee(0, "", ""), (hall, day), ("", "")).texts()),
        "text": letter.text,
        "homes": [[one.household_id, one.head, one.address] for one in homes],
    }
    first = min(home.household_id for home in homes)
    return PaperOrder(LETTER, "household", first, said, mailing.request_key)


def open_letters(
    mailing: Mailing,
    at: tuple[Hall, date],
    marks: tuple[str, Anchor | None],
    progress: Progress | None = None,
) -> bytes:
    """The letters in one PDF, each household's on a page of its own; `marks`: number, anchor."""
    letter, homes = _checked(mailing)
    forms = _Letters(letter, homes, at, (marks[0], str(marks[1] or "")))
    return draw(forms[0]) if len(forms) == 1 else draw_many(forms, progress=progress)


def issue_letters(at: At, mailing: Mailing, progress: Progress | None = None) -> PaperRow:
    """Issue the letters as one paper; who asked for how many, to whom, is in the trail.

    Stopped by `progress`, nothing is written and no number is taken.
    """
    order = letters_order(mailing, at.hall, at.today)
    there = (at.hall, at.today)
    with at.db.write() as session:
        paper = issue_within(
            session,
            at.clerk,
            order,
            lambda number, anchor: open_letters(mailing, there, (number, anchor), progress),
        )
        said = {"number": paper.number, "rows": len(mailing.homes), "reason": mailing.scope}
        record(session, at.clerk, "letter.print", ("paper", paper.id), {"after": said})
        return paper


class _Letters(Sequence[BusinessForm]):
    """The letters as they are drawn: each is made when it is asked for and held by nobody."""

    def __init__(
        self,
        letter: LetterText,
        homes: Sequence[Addressee],
        at: tuple[Hall, date],
        marks: tuple[str, str],
    ) -> None:
        self._letter, self._homes, self._at, self._marks = letter, homes, at, marks

    def __len__(self) -> int:
        return len(self._homes)

    @overload
    def __getitem__(self, place: int) -> BusinessForm: ...

    @overload
    def __getitem__(self, place: slice) -> list[BusinessForm]: ...

    def __getitem__(self, place: int | slice) -> BusinessForm | list[BusinessForm]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return _letter(self._letter, self._homes[place], self._at, self._marks)


def _checked(mailing: Mailing) -> tuple[LetterText, tuple[Addressee, ...]]:
    letter, homes = check_letter(mailing.letter), mailing.homes
    if not homes:
        raise UserError("名单里没有住户，请先选要写信的户")
    if len(homes) > MOST_LETTERS:
        raise UserError(f"名单有 {len(homes)} 户，一次最多 {MOST_LETTERS} 户，请按楼栋分批出")
    return letter, homes


def _letter(
    letter: LetterText, home: Addressee, at: tuple[Hall, date], marks: tuple[str, str]
) -> BusinessForm:
    (hall, day), (number, anchor) = at, marks
    text = LetterText(letter.title, filled(letter.text, home.head, home.address))
    return BusinessForm(
        title=letter.title,
        number="",
        addressee=greeting(home.head, home.address),
        paragraphs=text.paragraphs,
        closing=Closing(hall.name, chinese_day(day)),
        footnotes=(*phones(hall), *filter(None, (number,))),
        anchor=anchor,
    )


def _without(home: Addressee, lacking: set[str]) -> Addressee:
    """A head whose name no font has is greeted as 住户; an address loses the character."""
    head = "" if lacking.intersection(home.head) else home.head
    address = "".join(one for one in home.address if one not in lacking)
    return replace(home, head=head, address=address)

"""What every letter of an issue says alike: where and what, how it came, whose it was since when.

A letter to a unit names the place and the matter. Who raised it, and who else is concerned, stays
here unless the clerk asks for it (写明反映人); numbers typed into a text are masked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean, clean_lines
from gridhall.issues.labels import CHANNELS, LEVELS, MEASURES, PATHS
from gridhall.issues.queries.cards import IssueCard, MeasureRow, ResponseRow
from gridhall.pdf.business_form import chinese_day

Marks = tuple[str, Anchor | None]  # the paper's number and the trail's head
NO_MARKS: Marks = ("", None)
STREET = 3  # the level above a community
SUPERIORS = {STREET: "街道党工委", 4: "县区委组织部", 5: "市委组织部"}
MOST_PARAGRAPHS = 60
_STOPS = frozenset("，。；：！？、,;:!? “”‘’")
_BY_PATH = {1: "上级交办", 2: "驻区单位反映", 3: "居民反映"}


class More(TypedDict, total=False):
    """What a letter may be told beyond its issue; each may be left out."""

    to: str  # 主送: 县住建局、县城管局
    street: str  # what the street's party committee is called here
    copies_to: Sequence[str]  # 抄送
    words: str  # a paragraph of its own, a line each
    raiser: bool  # 写明反映人
    place: str  # where the consultation is held
    meets_on: date  # and when
    came: Sequence[str]  # 出席
    absent: Sequence[str]  # 请假
    guests: Sequence[str]  # 列席
    attachments: Sequence[str]
    request_key: str


@dataclass(frozen=True, slots=True)
class About:
    """An issue as its letter tells it: the card, by which hall, as on which day."""

    card: IssueCard
    hall: Hall
    day: date
    more: More

    @property
    def title(self) -> str:
        """The matter in its own words, nobody named."""
        return self.safe(self.card.row.title).strip("。；，")

    @property
    def matter(self) -> str:
        """“3号楼下水道堵塞”问题, as sentences say it."""
        return f"“{self.title.removesuffix('问题')}”问题"

    @property
    def heading(self) -> str:
        """The same as a letter's title says it: without quotes unless it has stops of its own."""
        words = self.title.removesuffix("问题")
        return self.matter if _STOPS & set(words) else f"{words}问题"

    @property
    def place(self) -> str:
        """Where it is; the community if nobody said where."""
        return self.card.row.place or self.hall.community

    def safe(self, text: str) -> str:
        """A typed text with the people of this issue unnamed and every number masked."""
        text = clean_lines(text)
        if not self.more.get("raiser"):
            for name in sorted(self._names(), key=len, reverse=True):
                text = text.replace(name, "居民")
        return mask_numbers(text)

    def _names(self) -> Iterator[str]:
        row = self.card.row
        people = (row.raiser if row.person_id or not row.raiser_unit_id else "", row.word_by)
        for name in (*people, *(person.name for person in self.card.people)):
            if len(name) >= 2 and name not in ("居民", "业主", "群众", "本人", "反映人"):
                yield name


def source(about: About) -> str:
    """居民走访时反映, 上级交办: the path, and how it came."""
    row = about.card.row
    told = _BY_PATH.get(row.path, PATHS.get(row.path, ""))
    how = CHANNELS.get(row.channel, "")
    return f"{told}（{how}）" if how else told


def situation(about: About) -> list[str]:
    """问题情况: when and how it came, where it is, in the words it was noted in."""
    row = about.card.row
    first = (
        f"{chinese_day(row.received_on)}，我单位收到{source(about)}的{about.matter}"
        f"（编号：{row.number}），地点为{about.place}。"
    )
    told = [line for line in about.safe(row.content).splitlines() if line]
    if told and "反映" not in told[0][:8]:
        told[0] = f"具体情况：{told[0]}"
    lines = [first, *map(_stopped, told[:MOST_PARAGRAPHS])]
    if about.more.get("raiser"):
        lines.append(raised_by(about))
    return lines


def raised_by(about: About) -> str:
    """Who raised it, where the clerk wants it said (写明反映人)."""
    row = about.card.row
    if not row.raiser:
        raise UserError(f"{row.number} 没有登记反映人，写不出来。请去掉“写明反映人”")
    return f"反映人：{row.raiser}" + (f"，联系电话：{row.phone}。" if row.phone else "。")


def handled(about: About) -> str:
    """办理经过 in one sentence: routed, whistled, reported in, put off meeting after meeting."""
    return "，".join(_handled(about)) + "。"


def _handled(about: About) -> Iterator[str]:
    row, response = about.card.row, about.card.response
    if response is None:
        yield "该问题尚未分派责任单位"
    else:
        yield f"{chinese_day(response.assigned_on)}分派{response.owner.name}办理"
        yield from _whistled(response)
        yield f"办理期限为{chinese_day(response.due_on)}"
    if row.carry_count:
        yield f"已连续{row.carry_count}次结转联席会议"
    if row.reopened:
        yield f"销号后又重新打开{row.reopened}次"


def _whistled(response: ResponseRow) -> Iterator[str]:
    if response.whistled_on is not None:
        number = f"（{response.number}）" if response.number else ""
        yield f"{chinese_day(response.whistled_on)}吹哨{number}"
        if response.reported_on is None and response.report_by is not None:
            yield f"应于{chinese_day(response.report_by)}前报到而尚未报到"
        elif response.reported_on is not None:
            yield f"{chinese_day(response.reported_on)}报到"


def lateness(about: About) -> str:
    """截至2026年11月24日，已过办理期限……; desk and unit would count days differently: none are."""
    due, day = about.card.row.due_on, chinese_day(about.day)
    if due is None:
        return f"截至{day}，尚未收到办理结果。"
    told = "已过办理期限" if about.day > due else "办理期限未过"
    return f"截至{day}，{told}，问题尚未解决。"


def measures_before(about: About, kinds: Sequence[str], but: MeasureRow | None = None) -> str:
    """此前已采取：…… the measures of these kinds, the earliest first; "" none."""
    told = [
        f"{chinese_day(one.happened_on)}{MEASURES[one.kind]}"
        + (f"（{one.number}）" if one.number else "")
        for one in reversed(about.card.measures)
        if one.kind in kinds and (but is None or one.id != but.id)
    ]
    return f"此前已采取措施：{'；'.join(told)}。" if told else ""


def superior(about: About, level: int) -> str:
    """Whom a letter goes up to: as asked, else the office of that level."""
    level = min(max(level, STREET), max(LEVELS))  # a community writes to the street at least
    street = about.more.get("street", "") if level == STREET else ""
    return addressed(about) or street or SUPERIORS[level]


def addressed(about: About) -> str:
    """To whom, as the clerk said; "" nobody was said."""
    return clean(about.more.get("to", ""))


def own_words(about: About, note: str = "") -> list[str]:
    """Paragraphs that the clerk wrote for this letter."""
    typed = about.safe(about.more.get("words", "") or note)
    return [_stopped(line) for line in typed.splitlines() if line]


def contact(hall: Hall) -> str:
    """附注: where to ring."""
    return f"联系电话：{hall.phone}" if hall.phone else ""


def _stopped(line: str) -> str:
    """A sentence with its full stop."""
    return (
        line
        if line.endswith(("。", "！", "？", "；", "：", "…"))
        else line.rstrip("，、;,.") + "。"
    )

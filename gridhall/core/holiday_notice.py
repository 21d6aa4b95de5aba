"""Reading the State Council's yearly notice (节假日安排的通知) as a clerk pastes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gridhall.core.errors import UserError
from gridhall.core.text import clean_lines, half_width

_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"

_ONE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_SPAN = rf"{_ONE}(?:[至到~—-]{_ONE})?"
_CLAUSE = re.compile(
    rf"(?P<days>{_SPAN}(?:[、,和及]{_SPAN})*)"
    r"(?P<verb>放假调休|放假公休|放假休息|放假|调休|补休|休息|(?:照常|正常)?上班)"
)
_TOTAL = re.compile(r"共(\d+)天")
_WITH_WEEKEND = re.compile(r"与周末连休|与周末相连")
_BETWEEN = re.compile(r"[,、:]+")
_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_ITEM = r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、](?!\d))"
_HEAD = re.compile(rf"{_ITEM}?(?:[^\d:]*:)?")
_SPEAKS = re.compile(r"放假|上班|调休|补休|休息")
_ADVICE = re.compile(r"鼓励|倡导|建议")
_TITLE_YEAR = re.compile(r"(\d{4})年(?:部分)?(?:节假日|元旦)")


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement (放假安排): the days off, and the weekend days that are worked."""

    year: int
    off_days: frozenset[date]
    work_days: frozenset[date]


def said(day: date) -> str:
    """`2026年2月14日（周六）`, as notices write it."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def refuse_odd(notice: Notice) -> None:
    """What cannot be a notice: another year's days, a worked weekday, a day both off and worked."""
    first, last = date(notice.year - 1, 12, 1), date(notice.year + 1, 1, 31)
    for day in sorted(notice.off_days | notice.work_days):
        if not first <= day <= last:
            raise UserError(f"{said(day)}不属于 {notice.year} 年的放假安排，请核对年份")
    for day in sorted(notice.work_days):
        if day in notice.off_days:
            raise UserError(f"{said(day)}既写了放假又写了上班，请核对通知")
        if day.weekday() < 5:
            raise UserError(f"{said(day)}本来就上班，补班的日子应是周六或周日，请核对通知")


def parse_notice(text: str, year: int) -> Notice:
    """The notice in `text` for `year`; names the sentence that it could not read."""
    titled = _TITLE_YEAR.search(half_width(text))
    if titled and int(titled[1]) != year:
        raise UserError(f"通知写的是 {titled[1]} 年，选的是 {year} 年，请核对年份")
    off: set[date] = set()
    work: set[date] = set()
    for sentence in _sentences(text):
        reader = _Sentence(sentence, year)
        reader.read()
        off |= reader.off
        work |= reader.work
    if not off:
        raise UserError("没有读到放假日期，请粘贴通知全文，或逐天勾选")
    notice = Notice(year, frozenset(off), frozenset(work))
    refuse_odd(notice)
    return notice


def _sentences(text: str) -> Iterator[str]:
    """The sentences that set days, without their number and the holiday's name."""
    lines = re.sub(rf"\n(?={_ITEM})", "。", half_width(clean_lines(text)))
    for sentence in re.split(r"[。;]", re.sub(r"\s+", "", lines)):
        speaks = re.match(_ITEM, sentence) or _SPEAKS.search(sentence)
        if speaks and _PARTS.search(sentence) and not _ADVICE.search(sentence):
            yield _HEAD.sub("", sentence, count=1)


class _Sentence:
    """One sentence read from left to right; year and month carry over from date to date."""

    def __init__(self, sentence: str, year: int) -> None:
        self.off: set[date] = set()
        self.work: set[date] = set()
        self._sentence = sentence
        self._year, self._month = year, 0
        self._total = 0

    def read(self) -> None:
        """Take clause after clause until nothing is left."""
        place = 0
        while place < len(self._sentence):
            place = self._clause(place)
        if not (self.off or self.work):
            raise self._unread()
        if self._total and self._total != len(self.off):
            counts = f"写的是共 {self._total} 天，读到 {len(self.off)} 天"
            raise UserError(f"“{self._shown()}”{counts}，请核对通知")

    def _clause(self, place: int) -> int:
        """Read what stands at `place`; the place after it."""
        if found := _CLAUSE.match(self._sentence, place):
            days = self.work if found["verb"].endswith("上班") else self.off
            days.update(day for span in self._spans(found["days"]) for day in span)
        elif found := _TOTAL.match(self._sentence, place):
            self._total = int(found[1])
        elif found := _WITH_WEEKEND.match(self._sentence, place):
            self._join_weekend()
        else:
            found = _BETWEEN.match(self._sentence, place)
        if found is None:
            raise self._unread()
        return found.end()

    def _spans(self, days: str) -> Iterator[list[date]]:
        for span in re.finditer(_SPAN, days):
            ends = [self._date(*found) for found in _PARTS.findall(span[0])]
            first, last = ends[0], ends[-1]
            if not 0 <= (last - first).days <= 31:
                raise self._unread()
            yield [first + _DAY * step for step in range((last - first).days + 1)]

    def _date(self, year: str, month: str, day: str, note: str) -> date:
        self._year = int(year or self._year)
        self._month = int(month or self._month)
        try:
            found = date(self._year, self._month, int(day))
        except ValueError:
            raise UserError(f"“{self._shown()}”里有不存在的日期，请核对通知") from None
        weekday = _WEEKDAY.search(note)
        if weekday and _WEEKDAYS[found.weekday()] != weekday[1].replace("天", "日"):
            raise UserError(f"通知写的是周{weekday[1]}，但{said(found)}不是，请核对年份和通知")
        return found

    def _join_weekend(self) -> None:
        """Add the Saturdays and Sundays that touch the days off (与周末连休)."""
        for day in sorted(self.off):
            for step in (-_DAY, _DAY):
                while (day + step).weekday() > 4:
                    day += step
                    self.off.add(day)

    def _shown(self) -> str:
        return self._sentence if len(self._sentence) <= 60 else self._sentence[:60] + "……"

    def _unread(self) -> UserError:
        return UserError(
            f"这一句没有读懂：“{self._shown()}”。"
            "请改成“1月1日（周四）至3日（周六）放假”或“1月4日（周日）上班”的样子"
        )

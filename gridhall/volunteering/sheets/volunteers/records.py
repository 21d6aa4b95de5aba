"""Judges the rows of a workbook that are services (服务记录), after its volunteers."""

from datetime import date, timedelta

from gridhall.core.clock import DAY, overlap, say_span
from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.text import clean_name
from gridhall.exchange.rules.problems import Flaw
from gridhall.registry.sheets.findings import Said
from gridhall.volunteering.rules.hours import (
    Rounding,
    parse_hours,
    refuse_odd_span,
    rounded,
)
from gridhall.volunteering.sheets.volunteers.hall import HallFacts
from gridhall.volunteering.sheets.volunteers.people import PeopleChecker
from gridhall.volunteering.sheets.volunteers.ready import RecordReady, Somebody
from gridhall.volunteering.sheets.volunteers.told import Told

_NO_DAY = Said("没有写是哪一天", "写成 2026-01-15", Flaw.DAY)
_TO_COME = "服务日期 {day} 还没有到"
_NOBODY = Said(
    "志愿者里没有这个人，或者他那一行没有存", "先把他登记为志愿者，再导入这一行", Flaw.PERSON
)
_SEVERAL = "有 {count} 位叫{name}的志愿者"
_NO_WORDS = Said("没有写活动或服务内容", "补上，证明上要用", Flaw.WORD)
_OVERLAPS = "{name} {day} {other} 已记“{content}”，和这一行 {span} 时间重叠"
_ALREADY = Said("这一次服务已经记过，没有再记", "不用处理", Flaw.DUPLICATE)
_SHORT = "{span} 只有 {minutes} 分钟，按大厅的取整不足一格"
_LONGER = "时长 {hours} 和起止时间 {span} 对不上"

Credited = list[tuple[int, int, str]]


class RecordChecker:
    """Judges one row after the other; remembers the time each was credited with."""

    def __init__(self, facts: HallFacts, people: PeopleChecker, how: Rounding, today: date) -> None:
        self._facts, self._people, self._how, self._today = facts, people, how, today
        self._own: dict[tuple[int, date], Credited] = {}

    def judge(self, told: Told) -> RecordReady | None:
        """The service; None if the row is refused or was credited before."""
        day = self._day(told)
        starts, ends = told.clock("starts"), told.clock("ends")
        who = self._who(told)
        activity, content = told.text("activity"), told.text("content")
        if not (activity and content):
            told.refuse("content" if activity else "activity", _NO_WORDS)
        if told.refused() or day is None or who is None or starts is None or ends is None:
            return None
        minutes = self._minutes(told, starts, ends)
        if told.refused() or self._clashes(told, who, day, (starts, ends, content)):
            return None
        texts = {key: told.text(key) for key in ("spot", "organiser", "leader")}
        self._own.setdefault((id(who), day), []).append((starts, ends, content))
        return RecordReady(who, day, starts, ends, activity, content, texts, minutes)

    def _day(self, told: Told) -> date | None:
        day = told.day("served_on", needed=True)
        if day is None and not told.refused():
            told.refuse("served_on", _NO_DAY)
        if day is not None and day > self._today:
            said = _TO_COME.format(day=day)
            told.refuse("served_on", Said(said, "服务完了才能记时长，核对日期", Flaw.DAY))
        return day

    def _who(self, told: Told) -> Somebody | None:
        """By the ID number; without one by a name that is one volunteer's."""
        name, number = clean_name(told.text("name")), told.number("id_number")
        found = self._numbered(number) if number else self._named(name)
        if len(found) > 1:
            said = _SEVERAL.format(count=len(found), name=name)
            told.refuse("name", Said(said, "在这一行写上证件号", Flaw.PERSON))
        elif not found:
            told.refuse("id_number" if number else "name", _NOBODY)
        elif name and found[0].name != name:
            said = f"证件号是志愿者{found[0].name}的，姓名对不上"
            told.refuse("name", Said(said, "核对姓名和证件号", Flaw.PERSON))
        return found[0] if len(found) == 1 else None

    def _numbered(self, typed: str) -> list[Somebody]:
        try:
            number = parse_id_number(typed).number
        except UserError:
            return []
        if number in self._people.numbered:
            return [self._people.numbered[number]]
        known = self._facts.by_number(number)
        if known is None or known.volunteer_id is None or known.was_undone:
            return []
        who = Somebody(known.name, known.volunteer_id)
        self._people.numbered[number] = who
        return [who]

    def _named(self, name: str) -> list[Somebody]:
        own = self._people.named.get(name, [])
        there = {one.volunteer_id for one in own}
        known = [one for one in self._facts.volunteers_named(name) if one not in there]
        if not own and len(known) == 1:
            self._people.named[name] = own = [Somebody(name, known[0])]
            return own
        return [*own, *(Somebody(name, one) for one in known)]

    def _minutes(self, told: Told, starts: int, ends: int) -> int | None:
        """What the row says was served, if it says so; the span must bear it."""
        span = say_span(starts, ends)
        try:
            refuse_odd_span(starts, ends)
            typed = told.text("minutes")
            given = parse_hours(typed) if typed else None
        except UserError as error:
            told.refuse("ends", Said(str(error), "核对开始、结束和时长", Flaw.DAY))
            return None
        most = rounded(ends - starts, Rounding(self._how.step, "up"))
        if given is not None and given > most:
            said = _LONGER.format(hours=told.text("minutes"), span=span)
            told.refuse("minutes", Said(said, "核对开始、结束和时长", Flaw.DAY))
        elif given is None and not rounded(ends - starts, self._how):
            said = _SHORT.format(span=span, minutes=ends - starts)
            told.refuse("ends", Said(said, "核对时间；真的这样短就不用记", Flaw.DAY))
        return given

    def _clashes(self, told: Told, who: Somebody, day: date, wanted: tuple[int, int, str]) -> bool:
        """Whether the time is credited already: the same service is told, another refuses."""
        starts, ends, _ = wanted
        for ahead in (-1, 0, 1):  # spans of the day before and after may reach into this one
            shift, near = ahead * DAY, day + timedelta(days=ahead)
            for known in self._credited(who, near):
                if not overlap((known[0] + shift, known[1] + shift), (starts, ends)):
                    continue
                if not ahead and known == wanted:
                    told.warn("served_on", _ALREADY)
                else:
                    said = _OVERLAPS.format(name=who.name, day=near, content=known[2],
                                            other=say_span(*known[:2]),
                                            span=say_span(starts, ends))  # fmt: skip
                    told.refuse("starts", Said(said, "核对时间，只留真的一次", Flaw.DAY))
                return True
        return False

    def _credited(self, who: Somebody, day: date) -> Credited:
        stored: Credited = []
        if who.volunteer_id is not None:
            stored = self._facts.spans.get((who.volunteer_id, day), [])
        return stored + self._own.get((id(who), day), [])

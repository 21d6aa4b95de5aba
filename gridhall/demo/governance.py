"""The fictional ledger and meetings of eight months: raised, decided, whistled, solved, carried."""

import io
from datetime import date, timedelta
from random import Random
from typing import Final

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.issue_texts import LEFT_OUT, TROUBLES, Trouble
from gridhall.issues.models import Issue, IssueCategory
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.queries.issues import agenda_issues
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import (
    MeasureOrder,
    Owner,
    Reporting,
    RouteOrder,
    Sorting,
    Whistling,
    Word,
)
from gridhall.issues.rules.when import When
from gridhall.issues.service import measures, steps
from gridhall.issues.service.intake import add_issue
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.attending import members
from gridhall.meetings.rules.decisions import Decision, Votes
from gridhall.meetings.rules.drafts import Coming, DebriefDraft, MeetingDraft
from gridhall.meetings.service import attending, debriefs, deciding, meetings
from gridhall.photos.service import PhotoDraft, Shrunk, add_photo, shrink
from gridhall.places.models import Building, Compound

MONTHS: Final = 8
MEETING_DAY: Final = 8  # of each month
A_MONTH: Final = 11  # issues raised
_DAY: Final = timedelta(days=1)
_SAID: Final = (
    "物业说明了情况，愿意先垫资处理",
    "小区党支部已经到现场看过，照片附后",
    "居民代表希望月底前见到动静",
    "派出所和城管都表示可以配合",
    "",
)
# Who is asked first for a kind of trouble, by the beginning of its category's code.
_FITTING: Final = {
    "0201": "自来水", "0202": "供电", "0302": "供电", "0204": "供热", "0207": "供电",
    "0306": "派出所", "0705": "派出所", "0701": "消防", "06": "派出所", "0604": "城管",
    "08": "街道办", "09": "社工", "10": "司法", "01": "物业", "02": "物业", "03": "物业",
    "04": "物业", "05": "物业", "07": "物业",
}  # fmt: skip
_REPORT: Final = (
    "带队报到 6 次，认领需求 5 件，办成 4 件；协调单位会议室周末开放；下一步帮小区装两处晾衣架。"
)
_HOSTS: Final = ("居民本人", "楼长 孙桂兰", "网格员", "反映人家属")


class GovernanceMaker:
    """Lives the months day by day, through the services that a clerk would use."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._calendar = calendar
        self._photos = list(photos())
        self._raised = 0

    def make(self, clerk: Clerk, supervisor: Clerk) -> int:
        """Everything until today; how many issues."""
        self._clerk, self._supervisor = clerk, supervisor
        self._places = self._buildings()
        self._owners = owner_choices(self._session, self._today)
        self._categories = {
            row.code: row.id for row in self._session.scalars(select(IssueCategory))
        }
        for back in range(MONTHS, -2, -1):
            self._month(_month_before(self._today, back))
        self._supervise()
        self._plan_next()
        return self._raised

    def _month(self, first: date) -> None:
        """Raise through the month before, meet, then work until the month's end."""
        for _ in range(A_MONTH):
            day = first - self._rng.randrange(1, 27) * _DAY
            if day <= self._today:
                self._raise(self._rng.choice(TROUBLES), day)
        held = self._working(first + (MEETING_DAY - 1) * _DAY)
        if held < self._today:
            self._meet(held)
            self._work(held)

    def _raise(self, told: Trouble, day: date) -> None:
        compound, building = self._rng.choice(self._places)
        draft = IssueDraft(
            title=told.title, path=told.path, channel=told.channel, spot=told.spot,
            compound_id=compound, building_id=building if told.size != "major" else None,
            raiser=self._rng.choice(_HOSTS), received_on=day,
        )  # fmt: skip
        made = add_issue(self._session, self._clerk, draft, self._when(day)).row_id
        self._raised += 1
        if self._rng.random() < 0.4:
            self._photo(made, "before", day)
        if day < self._today - 3 * _DAY:
            self._sort(made, told, self._working(day + _DAY))

    def _sort(self, issue_id: int, told: Trouble, day: date) -> None:
        when = self._when(day)
        row = self._session.get_one(Issue, issue_id)
        sorting = Sorting(
            self._categories[told.category], told.size, "",
            row.grid_id, row.compound_id, row.building_id, told.spot,
        )  # fmt: skip
        steps.sort_issue(self._session, self._clerk, issue_id, sorting, when)
        if told.size == "trivial" and self._rng.random() < 0.7:
            self._at_once(issue_id, told, day)

    def _at_once(self, issue_id: int, told: Trouble, day: date) -> None:
        """琐事不出网格: dealt with where it arose."""
        owner = self._owner("organisation")
        steps.take_up(
            self._session, self._clerk, issue_id, RouteOrder(None, owner), self._when(day)
        )
        if self._rng.random() < 0.85:
            self._solve(issue_id, told, day + self._rng.randrange(1, 5) * _DAY)

    # The meeting

    def _meet(self, held: date) -> None:
        plan = MeetingDraft(held, starts="09:00", place="社区三楼会议室")
        planned = self._when(held - 6 * _DAY)
        meeting = meetings.plan_meeting(self._session, self._clerk, plan, planned).row_id
        meetings.notice(self._session, self._clerk, meeting, self._when(held - 5 * _DAY))
        when = self._when(held)
        meetings.open_meeting(self._session, self._clerk, meeting, when)
        there = self._sign_in(meeting, when)
        for row in agenda(self._session, meeting, held):
            self._decide(row, there, when)
        if held.month in (6, 12):
            self._debrief(meeting, when)
        meetings.close_meeting(self._session, self._clerk, meeting, when)
        if held < self._today - 20 * _DAY:
            meetings.note_minutes(self._session, self._clerk, meeting, self._when(held + 2 * _DAY))

    def _sign_in(self, meeting: int, when: When) -> int:
        """Who is there; how many."""
        there = 0
        for one in members(self._session, meeting):
            said = Coming("came") if self._rng.random() < 0.85 else Coming("leave", why="外出学习")
            there += said.came == "came"
            attending.note_came(self._session, self._clerk, one.id, said, None, when)
        return there

    def _debrief(self, meeting: int, when: When) -> None:
        """Two part-time members report on their half-year (述职)."""
        half = "上半年" if when.today.month == 6 else "下半年"
        for one in [row for row in members(self._session, meeting) if row.unit_id][:2]:
            draft = DebriefDraft(
                one.name, f"{when.today.year}年{half}", when.today, one.duty, _REPORT, 92,
                {"good": 4, "fair": 1}, meeting, one.seat_id, one.person_id, one.outsider_id,
            )  # fmt: skip
            debriefs.add_debrief(self._session, self._clerk, draft, when)

    def _decide(self, item: AgendaRow, there: int, when: When) -> None:
        """New ones are routed, admitted or declined; what is under way goes on."""
        row = item.row
        if row is None or row.state not in ("on_agenda", "admitted"):
            return
        said, chance = self._rng.choice(_SAID), self._rng.random()
        told = next((one for one in TROUBLES if one.title == row.title), TROUBLES[0])
        if chance < 0.12:
            kind, why = self._rng.choice(LEFT_OUT)
            decision = Decision("decline", said, refusal=kind, words=why)
        elif chance < 0.8:
            owner = self._owner("unit" if told.route == 1 else "agency", told.category)
            decision = Decision("route", said, told.route, owner, votes=Votes(there))
        elif row.state == "on_agenda" and chance < 0.9:
            decision = Decision("admit", said)
        else:
            decision = Decision("later", said, words="请物业先拿出方案")
        deciding.decide(self._session, self._clerk, item.on, decision, when)

    # After it

    def _work(self, held: date) -> None:
        """What the meeting routed is whistled for and, mostly, solved before the next one."""
        for row in agenda_issues(self._session, held):
            told = next((one for one in TROUBLES if one.title == row.title), TROUBLES[0])
            if row.state == "routed":
                self._whistle(row.id, told, self._working(held + _DAY))
            elif row.state == "whistled":
                self._come(row.id, told, self._working(held + 2 * _DAY))
            elif row.state == "verified":
                day = self._working(held + _DAY)
                steps.close_issue(self._session, self._clerk, row.id, self._when(day))
            elif row.state == "in_progress" and self._rng.random() < 0.7:
                self._solve(row.id, told, held + self._rng.randrange(2, 14) * _DAY)

    def _whistle(self, issue_id: int, told: Trouble, day: date) -> None:
        if day > self._today:
            return
        steps.whistle(self._session, self._clerk, issue_id, Whistling(), self._when(day))
        came = self._working(day + self._rng.choice((1, 1, 1, 3)) * _DAY)
        if self._rng.random() < 0.94:
            self._come(issue_id, told, came)

    def _come(self, issue_id: int, told: Trouble, came: date) -> None:
        if came > self._today:
            return
        self._step(steps.report_in, issue_id, Reporting("现场负责人", "已到现场"), came)
        self._step(steps.start, issue_id, "", came)
        if self._rng.random() < 0.72:
            self._solve(issue_id, told, came + self._rng.randrange(2, 14) * _DAY)

    def _solve(self, issue_id: int, told: Trouble, day: date) -> None:
        day = self._working(day)
        if day + 4 * _DAY > self._today:
            return
        self._step(steps.resolve, issue_id, told.result, day)
        if self._rng.random() < 0.07:
            self._step(steps.reject, issue_id, "居民说晚上又坏了", day + _DAY)
            return
        self._photo(issue_id, "after", day)
        word = "satisfied" if self._rng.random() < 0.85 else "fair"
        self._step(steps.verify, issue_id, Word(word, self._rng.choice(_HOSTS)), day + 2 * _DAY)
        if self._rng.random() < 0.93:
            steps.close_issue(self._session, self._clerk, issue_id, self._when(day + 3 * _DAY))

    def _step(self, act: object, issue_id: int, said: object, day: date) -> None:
        act(self._session, self._clerk, issue_id, said, self._when(day))  # type: ignore[operator]

    def _supervise(self) -> None:
        """The oldest that is overdue was written to last week."""
        late = [row for row in agenda_issues(self._session) if row.overdue(self._today - 7 * _DAY)]
        for row in late[:2]:
            day = self._working(self._today - 6 * _DAY)
            order = MeasureOrder("supervision", note="请尽快办理并书面回复")
            measures.take_measure(self._session, self._supervisor, row.id, order, self._when(day))

    def _plan_next(self) -> None:
        """The next meeting is arranged, if this month's is over."""
        held = self._working(_month_before(self._today, -1) + (MEETING_DAY - 1) * _DAY)
        plan = MeetingDraft(held, place="社区三楼会议室")
        meetings.plan_meeting(self._session, self._clerk, plan, self._when(self._today))

    # Small things

    def _when(self, day: date) -> When:
        return When(min(day, self._today), self._calendar)

    def _working(self, day: date) -> date:
        return day if self._calendar.is_working(day) else self._calendar.next_working_day(day)

    def _owner(self, kind: str, category: str = "") -> Owner:
        """Somebody whose business it is; else anybody of the kind."""
        name = _FITTING.get(category, _FITTING.get(category[:2], ""))
        for fit in (
            [one for one in self._owners if name and name in one.words and one.kind == kind],
            [one for one in self._owners if name and name in one.words],
            [one for one in self._owners if one.kind == kind],
        ):
            if fit:
                return self._rng.choice(fit).owner
        return self._owners[0].owner

    def _photo(self, issue_id: int, stage: str, day: date) -> None:
        shown = self._photos[0] if stage == "before" else self._rng.choice(self._photos[1:])
        draft = PhotoDraft(shown, day, stage=stage)
        add_photo(self._session, self._clerk, ("issue", issue_id), draft)

    def _buildings(self) -> list[tuple[int, int]]:
        query = select(Compound.id, Building.id).join(Building, Building.compound_id == Compound.id)
        return [(row[0], row[1]) for row in self._session.execute(query.order_by(Building.id))]


def _month_before(day: date, months: int) -> date:
    """The first day of the month so many before; negative: after."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def photos() -> list[Shrunk]:
    """A few plain pictures: no real place is shown."""
    made = []
    for ink in ("#8aa0b4", "#a3b18a", "#c9ada7"):
        picture = Image.new("RGB", (640, 480), "#e9ecef")
        picture.paste(ink, (0, 300, 640, 480))
        picture.paste("#6c757d", (90, 160, 250, 300))
        out = io.BytesIO()
        picture.save(out, "PNG")
        made.append(shrink(out.getvalue()))
    return made

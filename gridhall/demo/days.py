"""The fictional hall's service days: two years of held ones, the next one planned."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.demo.rows import Rows
from gridhall.volunteering.models import Cell, DayPolicy, DayTemplate, Post, ServiceDay, Shift
from gridhall.volunteering.rules.days import PlannedDay, Policy, Span, plan_span
from gridhall.volunteering.rules.plan import PlanDraft, from_json

_SPOTS = (
    "党群服务中心大厅、御景北门",
    "党群服务中心大厅、翠屏广场",
    "党群服务中心大厅、龙腾小区中心花园",
)
_ABOUT = {
    "leader": "高明",
    "rain_plan": "室外岗位改到一楼大厅，环境清扫改为楼道清理",
    "risks": "室外岗位注意防滑、防晒；上门服务两人同行；身体不适随时告诉负责人",
}


class DemoDays(NamedTuple):
    """The ids of the days that were made: held ones in order, and the one that is planned."""

    held: tuple[int, ...]
    coming: int | None


class DayMaker:
    """Writes the days of last year and this one with their posts; nobody is rostered yet."""

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._rows = Rows(session)
        for table in (ServiceDay, Shift, Post, Cell):
            self._rows.open(table)

    def make(self) -> DemoDays:
        """The days before today, then the first that is not over."""
        self._policy()
        whole, half = (from_json(one.content) for one in self._templates())
        planned = self._planned()
        held = [one for one in planned if one.actual and one.actual < self._today]
        ids = [self._day(one, whole, place) for place, one in enumerate(held)]
        ids += [self._activity(day, half) for day in self._memorial_days()]
        coming = next((one for one in planned if one.actual and one.actual >= self._today), None)
        next_id = self._day(coming, whole, 0) if coming else None
        self._rows.write()
        return DemoDays(tuple(ids), next_id)

    def _policy(self) -> None:
        """The rule every new hall begins with, as the hall itself has set it down."""
        rule = Policy()
        self._session.add(
            DayPolicy(
                since=date(self._today.year - 1, 1, 1),
                nominal_days=",".join(map(str, rule.nominal_days)),
                policy=rule.code,
                merge_closer_than=rule.merge_closer_than,
                same_month=rule.same_month,
                only_holidays=rule.only_holidays,
                noted_at=datetime(self._today.year - 2, 12, 20, 2, tzinfo=UTC),
                clerk_name="demo",
            )
        )

    def _templates(self) -> list[DayTemplate]:
        return list(self._session.scalars(select(DayTemplate).order_by(DayTemplate.id).limit(2)))

    def _planned(self) -> list[PlannedDay]:
        span = Span(date(self._today.year - 1, 1, 1), self._today + timedelta(days=62))
        rows = plan_span(span, lambda _: Policy(), shipped_calendar())
        return [one for one in rows if one.merged_into is None]

    def _memorial_days(self) -> list[date]:
        """The days of 学雷锋 (5 March) that are over."""
        years = (self._today.year - 1, self._today.year)
        return [day for year in years if (day := date(year, 3, 5)) < self._today]

    def _day(self, one: PlannedDay, plan: PlanDraft, place: int) -> int:
        day_id = self._rows.add(
            ServiceDay, nominal=one.nominal, held_on=one.actual, is_by_hand=False,
            reason=one.reason, name="集中服务日", spot=_SPOTS[place % len(_SPOTS)], **_ABOUT,
        )  # fmt: skip
        self._plan(day_id, plan)
        return day_id

    def _activity(self, day: date, plan: PlanDraft) -> int:
        day_id = self._rows.add(
            ServiceDay, nominal=None, held_on=day, is_by_hand=False, reason="",
            name="学雷锋志愿服务活动", spot=_SPOTS[1], **_ABOUT,
        )  # fmt: skip
        self._plan(day_id, plan)
        return day_id

    def _plan(self, day_id: int, plan: PlanDraft) -> None:
        shifts = [
            self._rows.add(
                Shift, day_id=day_id, place=place, name=one.name, starts=one.starts, ends=one.ends
            )
            for place, one in enumerate(plan.shifts)
        ]
        for place, post in enumerate(plan.posts):
            post_id = self._rows.add(
                Post, day_id=day_id, place=place, name=post.name, content=post.content,
                duty_id=post.duty_id, skill_id=post.skill_id, squad_id=post.squad_id,
                needs_party=post.needs_party, is_dangerous=post.is_dangerous,
            )  # fmt: skip
            for shift, (wanted, minimum) in sorted(post.cells.items()):
                self._rows.add(
                    Cell, post_id=post_id, shift_id=shifts[shift], wanted=wanted, minimum=minimum
                )

"""What became of the fictional cases: asked about, waiting, paused, handed out, rated, filed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.remarks import LEAST_AGE
from gridhall.organisation.models import Agency
from gridhall.registry.models import Person
from gridhall.service_desk import service
from gridhall.service_desk.models import RatingFollowUp, ServiceCase
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service import ratings

_RATED, _GRADES = 0.6, (1, 1, 1, 1, 2, 2, 2, 3, 4, 1, 1, 5)
_WHYS = {4: "等候太久", 5: "材料反复要、流程不清楚"}
_ADULT = 20  # years
_ARCHIVED_AFTER = timedelta(days=12)
_QUESTIONS = (
    ("老人去世后户口怎么注销，要带什么", "带居民死亡医学证明和户口簿，到户籍窗口办理"),
    ("灵活就业人员社保补贴什么时候可以报", "每年 3 月和 9 月受理，先办灵活就业登记"),
    ("租房能不能办居住证", ""),
)
_GRIDS = """
UPDATE service_case SET grid_id = (SELECT e.grid_id FROM membership b
JOIN household h ON h.id = b.household_id JOIN dwelling d ON d.id = h.dwelling_id
JOIN entrance e ON e.id = d.entrance_id
WHERE b.person_id = service_case.applicant_id AND b.until IS NULL)
"""


class CaseLives:
    """Takes the cases that were made on to every state a hall knows."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng, self._today, self._calendar = session, rng, today, calendar

    def make(self, clerks: Sequence[Clerk], chief: Clerk) -> None:
        """`clerks` are a counter clerk and, last, a supervisor; `chief` answers bad ratings."""
        counter, supervisor = clerks[0], clerks[-1]
        self._follow_open(counter, supervisor)
        self._hand_out(counter)
        self._rate(counter, chief)
        self._arrive(counter)

    def place(self) -> None:
        """The grid of each applicant, once the grids are dealt."""
        self._session.execute(text(_GRIDS))

    def _follow_open(self, counter: Clerk, supervisor: Clerk) -> None:
        """Some of the open ones pause, wait for more time, change hands, end otherwise."""
        waiting = self._cases("accepted")
        later = [one for one in waiting if one.promised_on and one.promised_on > self._today]
        pick = iter([one.id for one in later if one.limit_days >= 5])
        steps: tuple[Callable[[int], object], ...] = (
            lambda one: self._suspend(counter, one, "site_visit", "入户核实居住情况"),
            lambda one: self._suspend(counter, one, "publication", "拟保障名单公示 7 天"),
            lambda one: self._extend(counter, None, one),
            lambda one: self._extend(counter, supervisor, one),
            lambda one: service.decide(self._session, counter, one, "符合条件，同意", self._now()),
            lambda one: service.withdraw(
                self._session, counter, one, "申请人改到区里办", self._now()
            ),
            lambda one: self._pass_on(counter, one),
            lambda one: service.note_down(
                self._session, counter, one, "已电话联系，明天上午来补签字", self._now()
            ),
        )
        for step, case_id in zip(steps, pick, strict=False):
            step(case_id)
        mine = [one.id for one in self._cases("accepted") if one.holder_name == counter.name][:2]
        if mine:
            order = service.HandOver(supervisor.id, "我下周培训，请代办")
            service.hand_over(self._session, counter, mine, order, self._now())

    def _suspend(self, clerk: Clerk, case_id: int, kind: str, reason: str) -> None:
        order = service.PauseOrder(kind, reason, expected_on=self._today + timedelta(days=7))
        service.suspend(self._session, clerk, case_id, order, self._now())

    def _extend(self, clerk: Clerk, supervisor: Clerk | None, case_id: int) -> None:
        order = service.ExtensionOrder(3, "上级系统升级，暂时不能提交")
        service.ask_extension(self._session, clerk, case_id, order, self._now())
        if supervisor is not None:
            verdict = service.Verdict(approve=True, opinion="同意，告知申请人")
            service.decide_extension(self._session, supervisor, case_id, verdict, self._now())

    def _pass_on(self, clerk: Clerk, case_id: int) -> None:
        agency = self._session.scalars(select(Agency.id).where(Agency.kind == "office")).first()
        if agency is not None:
            order = service.Passing(agency, "属于该单位职权，已告知申请人")
            service.pass_on(self._session, clerk, case_id, order, self._now())

    def _hand_out(self, clerk: Clerk) -> None:
        """Results are fetched, older cases filed."""
        for place, case in enumerate(self._cases("finished")):
            if case.finished_at is None or place % 5 == 4:
                continue  # still lies here
            at = case.finished_at.astimezone() + timedelta(minutes=20)
            order = service.Delivery("counter", case.applicant_name, at)
            service.deliver(self._session, clerk, case.id, order, self._now())
        old = [
            one.id
            for one in self._cases("delivered")
            if one.finished_at and one.finished_at.astimezone().date() < self._long_ago()
        ]
        if old:
            place_name = f"{self._today.year} 年第 3 柜第 2 盒"
            service.archive(self._session, clerk, old, place_name, self._now())

    def _long_ago(self) -> date:
        return self._today - _ARCHIVED_AFTER

    def _rate(self, counter: Clerk, chief: Clerk) -> None:
        """More than half say something; most are content."""
        for place, case in enumerate(self._cases("delivered", "archived")):
            if self._rng.random() > _RATED or case.finished_at is None:
                continue
            grade = _GRADES[place % len(_GRADES)]
            rated_at = case.finished_at.astimezone() + timedelta(minutes=25)
            draft = RatingDraft(case.id, grade, rated_at, self._key(), _WHYS.get(grade, ""))
            ratings.rate(self._session, counter, draft, DeskMoment(rated_at, self._calendar))
        self._follow_up(chief)

    def _follow_up(self, chief: Clerk) -> None:
        """All but the newest bad rating are answered to the end."""
        bad = list(self._session.scalars(select(RatingFollowUp.id).order_by(RatingFollowUp.id)))
        for one in bad[:-1]:
            now = self._now().now
            ratings.call_back(self._session, chief, one, "已致歉，对方表示理解", now)
            ratings.mend(self._session, chief, one, "高峰时段加开一个窗口", now)

    def _arrive(self, clerk: Clerk) -> None:
        """This morning's: papers only received, one-time notices, questions."""
        known = queries.matters(self._session, self._today)
        matters = [one for one in known if one.materials and one.code not in LEAST_AGE]
        born = self._today - timedelta(days=_ADULT * 366)
        able = (Person.phone != "", Person.birth_date <= born)
        people = select(Person.id).where(*able).order_by(Person.id).limit(40)
        who = list(self._session.scalars(people))
        if not matters or not who:
            return
        for place in range(5):
            matter = matters[(place * 7 + 3) % len(matters)]
            draft = CaseDraftFields(
                request_key=self._key(),
                item_id=matter.id,
                applicant_id=who[(place * 11) % len(who)],
                phone=None,
            )
            when = self._now(place)
            required = [one.position for one in matter.materials if one.required]
            if place < 2 or not required:
                service.receive_case(self._session, clerk, draft, when.now, self._calendar)
            else:
                order = service.NoticeOrder((service.Lack(required[0], "没有带来"),))
                service.receive_and_notify(self._session, clerk, draft, order, when)
        self._ask(clerk, matters[0].id)

    def _ask(self, clerk: Clerk, item_id: int) -> None:
        for place, (question, told) in enumerate(_QUESTIONS):
            asked = service.ConsultDraft(
                self._key(), item_id, name="一位居民", question=question, answer=told
            )
            service.consult(self._session, clerk, asked, self._now(place))

    def _cases(self, *states: str) -> list[ServiceCase]:
        mine = select(ServiceCase).where(ServiceCase.state.in_(states)).order_by(ServiceCase.id)
        return list(self._session.scalars(mine))

    def _now(self, later: int = 0) -> DeskMoment:
        """Just before the desk is looked at: after everything else that happened today."""
        moment = datetime.combine(self._today, time(9, 40 + later)).astimezone()
        return DeskMoment(moment, self._calendar)

    def _key(self) -> str:
        return str(UUID(int=self._rng.getrandbits(128), version=4))

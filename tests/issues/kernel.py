"""A hall whose ledger is driven by its services alone; a walker that tries anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.labels import DECLINES, MEASURES, WORDS
from gridhall.issues.models import Issue
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import (
    MeasureOrder,
    Owner,
    Refusal,
    Reporting,
    RouteOrder,
    Sorting,
    Whistling,
    Word,
)
from gridhall.issues.rules.states import open_steps
from gridhall.issues.rules.when import When
from gridhall.issues.service import intake, measures, steps
from gridhall.issues.service.taking_back import take_back
from gridhall.organisation.models import PartnerUnit
from gridhall.photos.models import Photo
from tests.factories import NOW, TODAY

UNITS: Final = ("城管中队", "供电所", "物业公司")


@dataclass
class Kernel:
    """The ledger of a test, whoever acts, on whichever day."""

    db: Database
    clerk: Clerk
    units: dict[str, int]
    category_id: int
    today: date = TODAY
    on: date | None = None
    acts: list[int] = field(default_factory=list)

    def when(self) -> When:
        """The day acts happen."""
        return When(self.today, shipped_calendar(), self.on)

    def do(self, act: Callable[..., Any], *given: Any, clerk: Clerk | None = None) -> Any:
        """One act in a transaction of its own."""
        with self.db.write() as session:
            return act(session, clerk or self.clerk, *given, self.when())

    def read(self, query: Callable[..., Any], *given: Any) -> Any:
        """One read."""
        with self.db.read() as session:
            return query(session, *given)

    def add(self, title: str = "3号楼楼道灯不亮", **given: Any) -> int:
        """An issue somebody raised; its id."""
        done = self.do(intake.add_issue, IssueDraft(title, **given))
        return int(done.row_id)

    def take_back(self, action_id: int, clerk: Clerk | None = None) -> Any:
        """One act taken back."""
        with self.db.write() as session:
            return take_back(session, clerk or self.clerk, action_id)

    def owner(self, name: str = "城管中队") -> Owner:
        """One of the hall's units."""
        return Owner(unit_id=self.units[name])

    def routed(self, **given: Any) -> int:
        """An issue that the 城管中队 owes."""
        issue_id = self.add(**given)
        self.do(steps.admit, issue_id, "")
        self.do(steps.route, issue_id, RouteOrder(2, self.owner()))
        return issue_id

    def resolved(self, **given: Any) -> int:
        """An issue that is said to be solved."""
        issue_id = self.routed(**given)
        self.do(steps.resolve, issue_id, "换了灯泡")
        return issue_id

    def proved(self, issue_id: int) -> None:
        """A photo of after."""
        with self.db.write() as session:
            add_photo(session, issue_id)

    def closed(self, **given: Any) -> int:
        """An issue that was struck off."""
        issue_id = self.resolved(**given)
        self.do(steps.verify, issue_id, Word("satisfied", "反映人本人"))
        self.proved(issue_id)
        self.do(steps.close_issue, issue_id)
        return issue_id

    def state(self, issue_id: int) -> str:
        """Where it stands."""
        with self.db.read() as session:
            return session.get_one(Issue, issue_id).state


def add_photo(session: Session, issue_id: int, stage: str = "after") -> None:
    """A photo's row; its picture is the photos' business."""
    session.add(
        Photo(
            subject="issue", subject_id=issue_id, stage=stage, taken_on=TODAY, width=4, height=3,
            sha256="0" * 64, noted_at=NOW, clerk_name="王芳",
        )
    )  # fmt: skip


def make_units(session: Session) -> dict[str, int]:
    """The units that issues are routed to."""
    rows = [PartnerUnit(name=name, kind="resident", contact="李强") for name in UNITS]
    session.add_all(rows)
    session.flush()
    return {row.name: row.id for row in rows}


_DAY = timedelta(days=1)


class Walker:
    """Tries one act after another on a few issues, as the day goes on."""

    def __init__(self, kernel: Kernel, seed: int) -> None:
        self.kernel, self.rng, self.ids = kernel, Random(seed), list[int]()
        self.done = 0
        self.meetings = 0

    def step(self) -> None:
        """One act somebody might try; UserError if it is refused."""
        if self.rng.random() < 0.3:
            self.kernel.today += _DAY
        act = self.rng.choice(_ACTS)
        if not self.ids or (act == "add" and len(self.ids) < 5):
            self.ids.append(self.kernel.add(self.rng.choice(_TITLES)))
            return
        one = self.rng.choice(self.ids)
        if act == "add" or self.rng.random() < 0.5:  # what the card offers, else anything
            act = self.rng.choice(open_steps(self.kernel.state(one)))
        done = self._act(act, one)
        if done is not None:
            self.kernel.acts.append(done.action_id)
            self.done += 1

    def _act(self, act: str, one: int) -> Any:
        kernel, rng = self.kernel, self.rng
        if act == "undo":
            return kernel.take_back(rng.choice(kernel.acts)) if kernel.acts else None
        if act == "photo":
            return kernel.proved(one)
        if act == "carry":
            self.meetings += 1
            return kernel.do(steps.carry_over, [one], self.meetings, "联席会议")
        call, given = self._asked(act)
        return kernel.do(call, one, *given)

    def _asked(self, act: str) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        rng, kernel = self.rng, self.kernel
        owner = kernel.owner(rng.choice(UNITS))
        due = rng.choice((None, kernel.today + rng.randint(-1, 9) * _DAY))
        asked: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
            "sort": (steps.sort_issue, (Sorting(kernel.category_id, "minor"),)),
            "put_on_agenda": (_one_on_agenda, ()),
            "admit": (steps.admit, ("",)),
            "decline": (steps.decline, (self._refusal(),)),
            "route": (steps.route, (RouteOrder(rng.randint(1, 4), owner, due),)),
            "take_up": (steps.take_up, (RouteOrder(None, Owner(name="第1网格"), due),)),
            "whistle": (steps.whistle, (Whistling(),)),
            "report_in": (steps.report_in, (Reporting("李强"),)),
            "start": (steps.start, ("",)),
            "resolve": (steps.resolve, ("修好了",)),
            "verify": (steps.verify, (Word(rng.choice(list(WORDS)), "本人", "还行"),)),
            "close": (steps.close_issue, ()),
            "reject": (steps.reject, ("没修好",)),
            "reopen": (steps.reopen, ("",)),
            "escalate": (steps.escalate, ("办不了",)),
            "due": (steps.set_due, (due or kernel.today, "等配件")),
            "merge": (steps.decline, (Refusal("duplicate", "", rng.choice(self.ids)),)),
            "reply": (steps.note_down, ("等回复",)),
            "change": (intake.set_people, ((),)),
            "note": (steps.note_down, ("问过了",)),
            "measure": (measures.take_measure, (self._measure(),)),
            "consulted": (measures.end_consultation, ("一起修",)),
        }
        return asked[act]

    def _refusal(self) -> Refusal:
        kind = self.rng.choice([one for one in DECLINES if one != "other"])
        return Refusal(kind, "", self.rng.choice(self.ids) if kind == "duplicate" else None)

    def _measure(self) -> MeasureOrder:
        kind = self.rng.choice([one for one in MEASURES if one != "accountability"])
        return MeasureOrder(kind, note="催办", points=-5 if kind == "scoring" else None)


def _one_on_agenda(session: Session, clerk: Clerk, issue_id: int, when: When) -> Any:
    return steps.put_on_agenda(session, clerk, [issue_id], "5月联席会议", when)


_TITLES = ("楼道灯不亮", "北门垃圾没人清运", "地下车库漏水", "消防通道被占用")
_ACTS = (
    "add", "sort", "put_on_agenda", "admit", "decline", "route", "route", "take_up", "whistle",
    "report_in", "start", "resolve", "resolve", "verify", "verify", "close", "close", "reject",
    "reopen", "escalate", "due", "note", "measure", "consulted", "carry", "photo", "undo",
)  # fmt: skip

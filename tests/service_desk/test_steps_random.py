"""Random lives of a case on a migrated hall: whatever is done, every rule of the hall holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.service_desk import service
from gridhall.service_desk.labels import FINISH_KINDS, STATES
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules import orders, states
from gridhall.service_desk.rules.states import OPEN_STATES
from gridhall.service_desk.service.clocks import changes
from tests.service_desk.life import Life

Act = Callable[[Life, int, int], object]


def _by_id(life: Life, case: int, step: str, *how: object) -> object:
    """A step that takes a moment instead of a desk's moment."""
    with life.db.write() as session:
        return getattr(service, step)(session, life.clerk, case, *how)


# What may be tried on a case at any time; the number decides on kinds, days, who does it.
ACTS: dict[str, Act] = {
    "accept": lambda life, case, n: life.act(service.accept_received, case),
    "notify": lambda life, case, n: life.act(
        service.notify,
        case,
        orders.NoticeOrder((orders.Lack(1 + n % 2),), 1 + n % 10, "又缺" * (n % 2)),
        by=_who(life, n),
    ),
    "decline": lambda life, case, n: life.act(service.decline, case, orders.Refusal("不归我们")),
    "receive": lambda life, case, n: _by_id(
        life, case, "receive_materials", [1 + n % 2], life.when.now
    ),
    "defer": lambda life, case, n: life.act(service.defer, case, orders.Deferral((1 + n % 2,))),
    "suspend": lambda life, case, n: life.act(
        service.suspend,
        case,
        orders.PauseOrder("other", "核查", life.when.today - timedelta(days=n % 9)),
    ),
    "resume": lambda life, case, n: life.act(service.resume, case, "核查完毕"),
    "ask": lambda life, case, n: life.act(
        service.ask_extension, case, orders.ExtensionOrder(n % 13, "办不完")
    ),
    "approve": lambda life, case, n: life.act(
        service.decide_extension, case, orders.Verdict(n % 3 > 0, "可以"), by=_who(life, n)
    ),
    "decide": lambda life, case, n: life.act(service.decide, case, "同意"),
    "finish": lambda life, case, n: life.act(
        service.finish_as,
        case,
        orders.Ending([*FINISH_KINDS][n % 7], result_note="如上", result_until=life.when.today),
    ),
    "undo": lambda life, case, n: _by_id(life, case, "undo_finish", life.when.now),
    "deliver": lambda life, case, n: life.act(
        service.deliver, case, orders.Delivery("counter", "本人")
    ),
    "archive": lambda life, case, n: life.act(service.archive, [case], "第 3 盒"),
    "withdraw": lambda life, case, n: life.act(service.withdraw, case, "不办了"),
    "revoke": lambda life, case, n: _by_id(life, case, "revoke_case", life.when.now, "录错"),
    "pass_on": lambda life, case, n: life.act(
        service.pass_on, case, orders.Passing(life.agency_id, "不归我们")
    ),
    "hand_over": lambda life, case, n: life.act(
        service.hand_over, [case], orders.HandOver(1 + n % 3), by=_who(life, n)
    ),
    "note": lambda life, case, n: life.act(service.note_down, case, "来过电话"),
    "recompute": lambda life, case, n: life.recompute(),
}


def _who(life: Life, n: int) -> Clerk:
    return life.supervisor if n % 2 else life.clerk


steps = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40), st.integers(0, 3))
_IN_TIME = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.booleans(), st.lists(steps, max_size=25))
@_IN_TIME
def test_whatever_is_done_to_a_case_the_hall_stays_sound(
    db: Database, clerk: Clerk, supervisor: Clerk, accepted: bool, taken: list[tuple[str, int, int]]
) -> None:
    life = _fresh(db, clerk, supervisor)
    case = life.accept(1) if accepted else life.receive(1)
    for name, number, days in taken:
        life.later(days)
        before = life.card(case)
        try:
            ACTS[name](life, case, number)
        except UserError as refusal:
            _check_refusal(refusal)
            assert life.card(case) == before  # nothing was changed
        _check_card(life.card(case))
        _check_clock(life, case)
    assert life.faults() == []


def _check_refusal(refusal: UserError) -> None:
    assert str(refusal).endswith("。"), refusal


def _fresh(db: Database, clerk: Clerk, supervisor: Clerk) -> Life:
    """One hall for all lives: the matter is made once."""
    life = _LIVES.get(str(db.path)) or Life.begin(db, clerk, supervisor)
    _LIVES[str(db.path)] = life
    return replace(life)


_LIVES: dict[str, Life] = {}


def _check_card(card: CaseCard) -> None:
    """The times, the state and the story of one case agree."""
    case, kinds = card.case, [event.kind for event in card.events]
    assert case.state in STATES
    assert states.retold(kinds) == case.state
    assert (case.closed_at is None) == (case.state in OPEN_STATES)
    assert (case.due_on is not None) == (case.state in ("received", "accepted", "decided"))
    assert (case.finished_at is None) == (case.finish_kind is None)
    assert (case.accepted_at is None) == (not {"accepted", "deemed"} & set(kinds))
    assert (card.pause is not None) == (case.state == "suspended")
    assert case.clerk_name == "王芳"  # 首问负责
    moments = [event.happened_at for event in card.events]
    assert [one.date() for one in moments] == sorted(one.date() for one in moments)
    if case.due_on is not None and case.accepted_at is not None:
        assert case.due_on == case.promised_on


def _check_clock(life: Life, case: int) -> None:
    """Counting anew changes nothing, but that a notice clock may have run out meanwhile."""
    with life.db.read() as session:
        found = list(changes(session, life.calendar, life.when.today))
    assert [one for one in found if one.case_id == case and not one.deemed] == []


@given(st.integers(0, 14), st.integers(1, 20))
@_IN_TIME
def test_a_promise_in_the_hall_is_what_a_slow_count_says(
    db: Database, clerk: Clerk, supervisor: Clerk, wait: int, length: int
) -> None:
    life = _fresh(db, clerk, supervisor)
    case = life.accept()
    began = life.later(min(wait, 6)).today
    life.act(service.suspend, case, orders.PauseOrder("other", "核查"))
    ended = life.later(length).today
    row = life.act(service.resume, case, "核查完毕")
    day, left = date(2026, 11, 24), 5
    while left:
        day += timedelta(days=1)
        left -= life.calendar.is_working(day) and not began <= day < ended
    # A pause that began after the promise had passed does not give it back.
    assert row.promised_on == day

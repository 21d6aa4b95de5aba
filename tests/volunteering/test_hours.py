"""Hours: rounding, what may be typed, overlaps of every sort, totals as at a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.exchange.models import ImportBatch
from gridhall.hall.models import HallSetting
from gridhall.volunteering.queries import hours as queries
from gridhall.volunteering.rules.hours import (
    STEPS,
    Rounding,
    Taken,
    clash,
    parse_hours,
    refuse_backwards,
    rounded,
)
from gridhall.volunteering.service.hours import (
    Correction,
    append,
    append_all,
    correct,
    reverse,
    reverse_batch,
)
from tests.factories import NOW, TODAY
from tests.volunteering.served import DAY, draft, make_volunteer

NEXT = DAY + timedelta(days=1)
BEFORE = DAY - timedelta(days=1)


@given(st.integers(0, 3000), st.sampled_from(STEPS))
def test_rounding_goes_to_the_grid_by_less_than_a_step(minutes: int, step: int) -> None:
    down, near, up = (rounded(minutes, Rounding(step, w)) for w in ("down", "nearest", "up"))
    assert down % step == near % step == up % step == 0
    assert minutes - step < down <= minutes <= up < minutes + step
    assert abs(near - minutes) * 2 <= step
    assert near in {down, up}


def test_half_an_hour_is_the_usual_grid() -> None:
    assert [rounded(m) for m in (14, 15, 44, 45, 90, 187)] == [0, 30, 30, 60, 90, 180]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1.5", 90), ("2", 120), ("1.25小时", 75), ("1：30", 90), ("1小时30分", 90), ("90分钟", 90)],
)
def test_hours_as_people_write_them(text: str, minutes: int) -> None:
    assert parse_hours(text) == minutes


@pytest.mark.parametrize("text", ["25:00", "25", "0", "一小时", "", "1:75", "-1", "24.5"])
def test_hours_that_cannot_be(text: str) -> None:
    with pytest.raises(UserError, match=r"24 小时|不是时长"):
        parse_hours(text)


# The eighteen: another span of the same, the next or the day before, and whether both can be.
OVERLAPS = [
    ("the same", DAY, (510, 600), False),
    ("touching before", DAY, (420, 510), True),
    ("touching after", DAY, (600, 690), True),
    ("a minute into the start", DAY, (420, 511), False),
    ("a minute into the end", DAY, (599, 690), False),
    ("inside", DAY, (540, 570), False),
    ("around", DAY, (480, 630), False),
    ("same start, shorter", DAY, (510, 540), False),
    ("same start, longer", DAY, (510, 660), False),
    ("same end, later start", DAY, (570, 600), False),
    ("apart before", DAY, (300, 480), True),
    ("apart after", DAY, (840, 930), True),
    ("the same clock of the next day", NEXT, (510, 600), True),
    ("from the evening before into it", BEFORE, (1380, 1440 + 511), False),
    ("from the evening before up to it", BEFORE, (1380, 1440 + 510), True),
    ("from the evening before over it", BEFORE, (1400, 1440 + 700), False),
]


@pytest.mark.parametrize(("what", "day", "span", "fits"), OVERLAPS)
def test_overlaps(
    db: Database, clerk: Clerk, what: str, day: date, span: tuple[int, int], fits: bool
) -> None:
    with db.write() as session:
        one = make_volunteer(session)
        append(session, clerk, draft(one))
        new = draft(one, *span, served_on=day, content="另一项")
        if fits:
            assert append(session, clerk, new) == 2
            return
        with pytest.raises(UserError, match=r"林晓梅 11月15日 08:30–10:00 已记“义诊测压”.*重叠"):
            append(session, clerk, new)


def test_across_midnight_against_the_next_days_ledger(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_volunteer(session)
        append(session, clerk, draft(one, 1320, 1500, content="夜间巡逻"))
        touching = draft(one, 60, 120, served_on=NEXT)
        with pytest.raises(UserError, match="22:00–次日01:00"):
            append(session, clerk, draft(one, 59, 120, served_on=NEXT))
        assert append(session, clerk, touching) == 2


def test_somebody_elses_hours_and_reversed_ones_do_not_exclude(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        one, other = make_volunteer(session), make_volunteer(session, "曹莉")
        first = append(session, clerk, draft(one))
        append(session, clerk, draft(other))
        reverse(session, supervisor, first, "记错了人", TODAY)
        assert append(session, clerk, draft(one)) == 4


def test_the_travel_gap_is_asked_for() -> None:
    known = [Taken(DAY, (510, 600), "义诊")]
    assert clash(DAY, (600, 690), known, gap=15) is not None
    assert clash(DAY, (615, 690), known, gap=15) is None


def test_a_clock_that_went_backwards_is_no_service() -> None:
    with pytest.raises(UserError, match=r"签退 08:10 早于签到 08:26.*Alt\+M"):
        refuse_backwards(506, 490)
    refuse_backwards(1400, 1500)  # across midnight it counts on


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"starts": 600, "ends": 510}, "结束时间 08:30 不晚于开始时间 10:00"),
        ({"starts": 1500, "ends": 1560}, "不在当天"),
        ({"served_on": TODAY + timedelta(days=1)}, "还没有到"),
        ({"content": "  "}, "没有写活动名称或服务内容"),
        ({"minutes": 240}, "对不上"),
        ({"minutes": -30}, "对不上"),
        ({"ends": 520}, "只有 10 分钟"),
        ({"starts": 0, "ends": 1500}, "超过 24 小时"),
    ],
)
def test_what_cannot_be_credited(
    db: Database, clerk: Clerk, given_: dict[str, object], said: str
) -> None:
    with db.write() as session:
        new = draft(make_volunteer(session), **given_)
        with pytest.raises(UserError, match=said):
            append(session, clerk, new)
        assert queries.total_minutes(session, new.volunteer_id) == 0


def test_the_halls_rounding_is_used(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        session.add(HallSetting(key="hours_rounding", value="60"))
        session.add(HallSetting(key="hours_rounding_way", value="down"))
        one = make_volunteer(session)
        append(session, clerk, draft(one, 510, 699))
        assert queries.total_minutes(session, one) == 180


def test_a_total_is_the_ledgers_on_the_stated_day(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        one = make_volunteer(session)
        first = append(session, clerk, draft(one, recorded_on=date(2026, 11, 16)))
        append(session, clerk, draft(one, 840, 960, organiser="市义工联", recorded_on=TODAY))
        with db_error("主管"):
            reverse(session, clerk, first, "写错", TODAY)
        fixed = Correction("实际到 11 点", (510, 660))
        correct(session, supervisor, first, fixed, TODAY + timedelta(days=1))
        total = queries.total_minutes
        assert total(session, one, as_at=date(2026, 11, 15)) == 0
        assert total(session, one, as_at=date(2026, 11, 16)) == 90
        assert total(session, one, as_at=TODAY) == 90 + 120
        assert total(session, one) == 150 + 120 == queries.totals(session)[one]
        assert total(session, one, own_only=True) == 150
        assert total(session, one, DAY, DAY, as_at=1) == 90
        assert total(session, one, NEXT) == 0
        rows = queries.entries(session, one)
        assert sum(row.minutes for row in rows) == 270
        assert [(r.seq, r.minutes) for r in rows if r.is_standing] == [(4, 150), (2, 120)]
        then = queries.entries(session, one, as_at=TODAY)
        assert [(r.seq, r.is_standing) for r in then] == [(1, True), (2, True)]


def db_error(word: str) -> "pytest.RaisesExc[UserError]":
    return pytest.raises(UserError, match=word)


def test_what_may_not_be_corrected(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with db.write() as session:
        one = make_volunteer(session)
        first = append(session, clerk, draft(one))
        with db_error("写明更正的原因"):
            reverse(session, supervisor, first, " ", TODAY)
        second = reverse(session, supervisor, first, "重复", TODAY)
        with db_error("已被第 2 条冲正"):
            reverse(session, supervisor, first, "重复", TODAY)
        with db_error("本身就是冲正"):
            reverse(session, supervisor, second, "重复", TODAY)
        with db_error("没有第 9 条"):
            correct(session, supervisor, 9, Correction("x"), TODAY)


def test_an_import_is_taken_back_as_far_as_it_stands(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        batch = ImportBatch(
            name="导入 1",
            kind="volunteers",
            file_name="v.xlsx",
            file_sha256="0" * 64,
            rows=2,
            stored=2,
            warnings=0,
            errors=0,
            created_at=NOW,
            clerk_name="王芳",
            request_key="one",
        )
        session.add(batch)
        session.flush()
        one = make_volunteer(session)
        given_ = {"source": "import", "batch_id": batch.id}
        seqs = append_all(session, clerk, [draft(one, **given_), draft(one, 840, 930, **given_)])
        append(session, clerk, draft(one, 930, 990))
        reverse(session, supervisor, seqs[0], "记错", TODAY)
        assert reverse_batch(session, clerk, batch.id, TODAY) == 1
        assert reverse_batch(session, clerk, batch.id, TODAY) == 0
        assert queries.total_minutes(session, one) == 60

"""How volunteers are shown: the list, the facts of one, skills with their last day."""

from datetime import date

from gridhall.core.clock import number_of_hours, say_hours, say_span
from gridhall.organisation.rules.terms import GONE
from gridhall.qt.table import Column
from gridhall.volunteering.labels import STATES, WEEKDAYS
from gridhall.volunteering.queries.basics import SkillRow
from gridhall.volunteering.queries.card import ActRow, TimeRow, VolunteerCard
from gridhall.volunteering.queries.volunteers import VolunteerRow
from gridhall.volunteering.rules.volunteers import SOON_DAYS

_TONES = {"active": "green", "paused": "amber", "left": "grey"}
_MOST = 3  # skills or squads named in a line


def state_words(row: VolunteerRow) -> str:
    """在册, 暂停, 退出; of who died or moved away that."""
    return f"已{GONE[row.gone]}" if row.gone else STATES.get(row.state, row.state)


def state_tone(row: VolunteerRow) -> str:
    """The chip's colour."""
    return "red" if row.gone else _TONES.get(row.state, "grey")


def from_where(row: VolunteerRow) -> str:
    """The unit, or where the resident lives, and 党员."""
    party = "党员" if row.is_party else ""
    return " · ".join(filter(None, (row.unit_name or row.area or "没有单位", party)))


def named(names: tuple[str, ...]) -> str:
    """The first few names, and how many more."""
    more = f" 等 {len(names)} 项" if len(names) > _MOST else ""
    return "、".join(names[:_MOST]) + more


def attention(row: VolunteerRow) -> str:
    """What is to be looked after first: 健康证 12-01 到期."""
    return row.warnings[0] if row.warnings else ""


VOLUNTEERS: tuple[Column[VolunteerRow], ...] = (
    Column("姓名", lambda row: row.name, 170, "two", sub=from_where, stretch=True),
    Column(
        "小分队",
        lambda row: named(row.squads) or "—",
        150,
        "two-plain",
        sub=lambda row: named(row.skills) or "没有登记技能",
        spread=True,
    ),
    Column("要留意", attention, 190, "dim", spread=True, from_width=1300),
    Column(
        "本年",
        lambda row: f"{number_of_hours(row.minutes_this_year)} 小时",
        88,
        right=True,
    ),
    Column(
        "上次服务",
        lambda row: str(row.last_served_on) if row.last_served_on else "还没有",
        104,
        "dim",
    ),
    Column("状态", state_words, 76, "chip", tone=state_tone),
)


def skill_word(skill: SkillRow, today: date) -> str:
    """长期有效, 还有 12 天, 已过期."""
    if skill.valid_until is None:
        return "没填有效期" if skill.needs_paper else "长期"
    days = (skill.valid_until - today).days
    if days < 0:
        return "已过期"
    return f"还有 {days} 天" if days <= SOON_DAYS else "有效"


def skill_tone(skill: SkillRow, today: date) -> str:
    """red for what is over, amber for what soon will be."""
    if skill.valid_until is None:
        return "amber" if skill.needs_paper else "grey"
    days = (skill.valid_until - today).days
    return "red" if days < 0 else "amber" if days <= SOON_DAYS else "green"


def skill_columns(today: date) -> tuple[Column[SkillRow], ...]:
    """Skills of a card, as of a day."""
    return (
        Column("技能", lambda row: row.name, 120, "bold", stretch=True),
        Column("有效期至", lambda row: str(row.valid_until or "—"), 100, "dim"),
        Column(
            "",
            lambda row: skill_word(row, today),
            96,
            "chip",
            tone=lambda row: skill_tone(row, today),
        ),
    )


def basics_shown(card: VolunteerCard) -> list[tuple[str, str]]:
    """The eight basics of the clause; what is missing says so."""
    return [(title, said or "没有填") for title, said in card.basics]


def consent_facts(card: VolunteerCard) -> list[tuple[str, str]]:
    """Consent, guardian, insurance, limits."""
    draft = card.draft
    consent = f"{draft.consent_on} {draft.consent_how}".strip() if draft.consent_on else ""
    guardian = " ".join(filter(None, (
        draft.guardian_name,
        f"{draft.guardian_consent_on} 同意" if draft.guardian_consent_on else "",
        "陪同" if draft.accompanied else "",
    )))  # fmt: skip
    most = f"{draft.max_per_month} 天" if draft.max_per_month else "不限"
    return [
        ("本人同意", consent or "没有记录"),
        ("注册日期", str(draft.joined_on or "没有填")),
        ("退出日期", str(card.left_on or "")),
        ("监护人", guardian),
        ("保险到期", str(draft.insured_until or "没有登记")),
        ("每月最多", most),
        ("所在网格", card.row.home_grid or "没有填"),
        ("备注", draft.note),
    ]


def service_words(card: VolunteerCard) -> str:
    """本年 18 小时 · 累计 120 小时（本大厅 90 小时）· 上次 2026-11-15."""
    row = card.row
    parts = [f"本年 {say_hours(row.minutes_this_year)}", f"累计 {say_hours(card.minutes)}"]
    if card.own_minutes != card.minutes:
        parts[-1] += f"（本大厅 {say_hours(card.own_minutes)}）"
    last = f"上次 {row.last_served_on}" if row.last_served_on else "还没有服务过"
    return " · ".join([*parts, last])


def time_words(row: TimeRow) -> str:
    """2026-12-01 到 12-10 没空（外出）; 周三 08:00–10:00 有空."""
    time = row.time
    if time.weekday is not None:
        when = WEEKDAYS[time.weekday]
    else:
        until = f" 到 {time.until}" if time.until and time.until != time.since else ""
        when = f"{time.since}{until or ('' if time.until else ' 起')}"
    span = "" if (time.starts, time.ends) == (0, 1440) else f" {say_span(time.starts, time.ends)}"
    note = f"（{row.note}）" if row.note else ""
    return f"{when}{span} {'有空' if time.is_free else '没空'}{note}"


ACTS: tuple[Column[ActRow], ...] = (
    Column("时间", lambda row: f"{row.recorded_at.astimezone():%Y-%m-%d %H:%M}", 140),
    Column("变动", lambda row: row.act, 120, "bold"),
    Column("内容", lambda row: row.detail, 260, stretch=True),
    Column("经办", lambda row: row.clerk_name, 90),
    Column(
        "",
        lambda row: "已撤回" if row.is_undone else "",
        76,
        "chip",
        tone=lambda row: "grey",
    ),
)

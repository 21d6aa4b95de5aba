"""Who may serve, and what a record lacks (志愿服务记录与证明出具办法 §5, 民法典 §19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridhall.core.clock import say_clock
from gridhall.volunteering.labels import BASICS

ADULT = 18  # 民法典 §17
CHILD = 8  # below, nobody acts by themselves (民法典 §20): never on a roster
MINORS_END = 20 * 60  # no minor's shift passes this
SOON_DAYS = 30  # a paper that expires within is told of


@dataclass(frozen=True, slots=True)
class VolunteerDraft:
    """A volunteer as typed: a resident, an outsider, or a new outsider with name and unit.

    `skills` and `squads` are ids, only read at registration; later the acts of their own are used.
    """

    person_id: int | None = None
    outsider_id: int | None = None
    name: str = ""  # name .. is_party: a new outsider's, or what is put right of a known one
    sex: str = "0"
    born_on: date | None = None
    id_number: str = ""
    phone: str = ""
    is_party: bool = False
    unit_id: int | None = None
    number: str = ""
    area: str = ""
    category: str = ""
    home_grid_id: int | None = None
    joined_on: date | None = None
    consent_on: date | None = None
    consent_how: str = ""
    max_per_month: int | None = None
    guardian_name: str = ""
    guardian_phone: str = ""
    guardian_consent_on: date | None = None
    accompanied: bool = False
    insured_until: date | None = None
    note: str = ""
    skills: tuple[int, ...] = ()
    squads: tuple[int, ...] = ()
    version: int = 0  # of the volunteer that is changed


@dataclass(frozen=True, slots=True)
class Minor:
    """What the minors' rules ask about somebody."""

    born_on: date | None
    has_guardians_consent: bool = False
    accompanied: bool = False
    insured_until: date | None = None


def years_on(born_on: date, day: date) -> int:
    """Whole years (周岁): a year is over on the birthday itself; of 29 February on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_minor(born_on: date | None, day: date) -> bool:
    """Whether somebody is under 18 on a day; of an unknown birth date nobody is taken for one."""
    return born_on is not None and years_on(born_on, day) < ADULT


def minors_refusal(who: Minor, day: date, ends: int) -> str:
    """Why a minor may not serve until `ends` (minutes after midnight) on a day; "" if they may."""
    if who.born_on is None or not is_minor(who.born_on, day):
        return ""
    if years_on(who.born_on, day) < CHILD:
        return f"不满 {CHILD} 周岁，不能排班"
    if not (who.has_guardians_consent or who.accompanied):
        return "未成年，还没有监护人同意，也没有监护人陪同"
    if ends > MINORS_END:
        return f"未成年，{say_clock(MINORS_END)} 以后不排班"
    return ""


def danger_refusal(who: Minor, day: date) -> str:
    """Why somebody may not take a dangerous post on a day; "" if they may."""
    if is_minor(who.born_on, day):
        return "未成年，不能上有危险的岗位"
    if who.insured_until is None:
        return "有危险的岗位要有保险，还没有登记保险"
    if who.insured_until < day:
        return f"有危险的岗位要有保险，保险 {who.insured_until} 到期"
    return ""


def skill_holds(valid_until: date | None, needs_paper: bool, day: date) -> bool:
    """Whether a skill counts on a day: its last day is included; a paper's needs its date."""
    return not needs_paper if valid_until is None else valid_until >= day


def expires_soon(valid_until: date | None, today: date) -> bool:
    """Whether a paper is over or will be within `SOON_DAYS` (快到期)."""
    return valid_until is not None and valid_until <= today + timedelta(days=SOON_DAYS)


def missing(basics: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of the eight basics (labels.BASICS) are not known, in the order of the clause."""
    return tuple(field for field in BASICS if basics.get(field) in (None, "", "0", ()))

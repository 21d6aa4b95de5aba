"""Inspections (隐患排查) and hazards: what they must say, until when a hazard is to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.calendar import WorkCalendar
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean, clean_lines
from gridhall.opinions.labels import INSPECTIONS
from gridhall.opinions.rules.fields import FieldProblem, problems_of, refusal, too_long

MOST_HAZARDS: Final = 60
AT_ONCE: Final = "当场整改"
_SOON: Final = 3  # days
_LIMITS: Final = {"place": 60, "inspectors": 100, "note": 2000}
_HAZARD_LIMITS: Final = {"what": 100, "spot": 60, "owner": 100}


@dataclass(frozen=True, slots=True)
class HazardDraft:
    """A hazard found; `rectify_by` None is the hall's usual term from the day it was found."""

    what: str
    owner: str = ""  # 整改责任人 in words; a unit's own name unless another is written
    unit_id: int | None = None
    spot: str = ""
    building_id: int | None = None
    serious: bool = False
    rectify_by: date | None = None
    at_once: bool = False  # put right before the inspectors left


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """A round, with what it found; none is a good result and is kept as well."""

    kind: str
    place: str
    inspectors: str
    day: date | None = None  # None: today
    grid_id: int | None = None
    compound_id: int | None = None
    note: str = ""
    hazards: tuple[HazardDraft, ...] = ()
    inspection_id: int | None = None
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Recheck:
    """复查: whether it is mended; if not, until when it is to be."""

    passed: bool
    checked_by: str
    result: str = ""
    on: date | None = None
    rectify_by: date | None = None


def usual_rectify_by(day: date, days: int, calendar: WorkCalendar) -> date:
    """So many working days from the day it was found."""
    return calendar.add_working_days(day, days).day


def check_inspection(draft: InspectionDraft, today: date) -> InspectionDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        place=clean(draft.place),
        inspectors=clean(draft.inspectors),
        note=clean_lines(draft.note),
        day=draft.day or today,
        hazards=tuple(
            replace(one, what=clean(one.what), owner=clean(one.owner), spot=clean(one.spot))
            for one in draft.hazards
        ),
    )
    problems_of(_problems(kept, today))
    return kept


def _problems(kept: InspectionDraft, today: date) -> Iterator[FieldProblem]:
    if kept.kind not in INSPECTIONS:
        yield FieldProblem("inspection_kind", f"请选排查类别：{'、'.join(INSPECTIONS.values())}")
    if not kept.place:
        yield FieldProblem("place", "请写查了哪里，例如 御景小区 或 沿街商铺")
    if not kept.inspectors:
        yield FieldProblem("inspectors", "请写谁去查的，几位用顿号隔开")
    if (kept.day or today) > today:
        yield FieldProblem("day", f"排查日期不能晚于今天（{today}）")
    if len(kept.hazards) > MOST_HAZARDS:
        yield FieldProblem("hazards", f"一次最多记 {MOST_HAZARDS} 处，请分两次登记")
    yield from too_long(kept, _LIMITS)
    for place, one in enumerate(kept.hazards, 1):
        yield from _hazard_problems(place, one, kept.day or today)


def _hazard_problems(place: int, one: HazardDraft, day: date) -> Iterator[FieldProblem]:
    if not one.what:
        yield FieldProblem("hazards", f"第 {place} 处请写是什么隐患，例如 灭火器过期")
    if mask_numbers(one.what) != one.what:
        yield FieldProblem("hazards", f"第 {place} 处要印在通知书上，不能写电话或身份证号")
    if not one.owner and one.unit_id is None:
        yield FieldProblem("hazards", f"第 {place} 处请写谁来整改：打首字母选单位，或写姓名")
    if one.rectify_by is not None and one.rectify_by < day:
        yield FieldProblem("hazards", f"第 {place} 处的整改期限不能早于排查的 {day}，请核对")
    for told in too_long(one, _HAZARD_LIMITS):
        yield FieldProblem("hazards", f"第 {place} 处的{told.sentence}")


def check_recheck(told: Recheck, found_on: date, today: date) -> Recheck:
    """A look again, in its stored form; raises DraftProblems."""
    kept = replace(
        told, checked_by=clean(told.checked_by), result=clean(told.result), on=told.on or today
    )
    problems_of(_recheck_problems(kept, found_on, today))
    return kept


def _recheck_problems(kept: Recheck, found_on: date, today: date) -> Iterator[FieldProblem]:
    day = kept.on or today
    if not kept.checked_by:
        yield FieldProblem("checked_by", "请写谁去复查的")
    if not found_on <= day <= today:
        yield FieldProblem(
            "checked_on", f"复查日期要在排查的 {found_on} 到今天（{today}）之间，请核对"
        )
    if not kept.passed and not kept.result:
        yield FieldProblem("result", "没有整改好，请写还差什么")
    if not kept.passed and (kept.rectify_by is None or kept.rectify_by <= day):
        yield FieldProblem("rectify_by", f"没有整改好，请写新的整改期限，要晚于复查的 {day}")
    yield from too_long(kept, {"checked_by": 50, "result": 200})


def check_later(new: date, old: date, today: date) -> date:
    """A new day to mend by (延期): later than the old one and not over already."""
    if new <= old or new < today:
        raise refusal("rectify_by", f"新的整改期限要晚于原来的 {old}，也不能早于今天（{today}）")
    return new


def hazard_due(rectify_by: date, rectified_on: date | None, today: date) -> tuple[str, str]:
    """Until when a hazard is to be mended, and the tone."""
    if rectified_on is not None:
        return f"{rectified_on.month}月{rectified_on.day}日已整改", "green"
    left = (rectify_by - today).days
    if left < 0:
        return f"超期 {-left} 天", "red"
    if left == 0:
        return "今天到期", "amber"
    if left <= _SOON:
        return f"还有 {left} 天", "amber"
    return f"{rectify_by.month}月{rectify_by.day}日前整改", "blue"


def is_due(rectify_by: date, rectified_on: date | None, today: date) -> bool:
    """Whether it is to be looked at now: overdue, or due within a few days."""
    return rectified_on is None and (rectify_by - today).days <= _SOON

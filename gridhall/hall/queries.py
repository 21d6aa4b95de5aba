"""Reads of the hall's settings and its working-day calendar."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.hall import Hall
from gridhall.core.mask import Level
from gridhall.hall.models import HallSetting, HolidayNotice

# Asked while the hall is opened: as tables, so that no mapper has to be set up for it.
_setting, _notice = HallSetting.__table__.c, HolidayNotice.__table__.c
_SETTINGS = select(_setting.key, _setting.value)
_DAYS = select(_notice.year, _notice.days).order_by(_notice.year)


@dataclass(frozen=True, slots=True)
class PrivacyFacts:
    """How the hall shows numbers, and whom people ask about theirs (个人信息保护法 §17, §52)."""

    level: Level
    contact: str  # 个人信息保护负责人
    phone: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A year's notice that this hall entered itself."""

    year: int
    noted_at: datetime
    clerk_name: str


def notices(session: Session) -> list[NoticeRow]:
    """The notices that this hall entered, by year."""
    query = select(HolidayNotice).order_by(HolidayNotice.year)
    return [NoticeRow(n.year, n.noted_at, n.clerk_name) for n in session.scalars(query)]


def settings(session: Session) -> dict[str, str]:
    """Every setting of the hall by its key."""
    return {row.key: row.value for row in session.execute(_SETTINGS)}


def hall(session: Session) -> Hall:
    """The hall as papers and titles name it."""
    kept = settings(session)
    return Hall(**{key: kept.get(key, "") for key in Hall.__slots__})


def privacy(session: Session) -> PrivacyFacts:
    """The hall's choices about personal data; its own phone where no other is named."""
    kept = settings(session)
    level = Level.NONE if kept.get("mask_level") == Level.NONE.value else Level.LIST
    phone = kept.get("privacy_phone") or kept.get("phone", "")
    return PrivacyFacts(level, kept.get("privacy_contact", ""), phone)


def calendar(session: Session) -> WorkCalendar:
    """The shipped holiday table with the notices that this hall has entered."""
    known = shipped_calendar()
    for notice in session.execute(_DAYS):
        days = json.loads(notice.days)
        off, work = (tuple(map(date.fromisoformat, days[key])) for key in ("off", "work"))
        known = known.with_notice(notice.year, off, work)
    return known

"""Somebody's duties as an .ics file (RFC 5545) for a phone's calendar."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.volunteering.queries.papers.duties import Duty

_CHINA = timezone(timedelta(hours=8))  # no summer time since 1991: UTC says it everywhere alike
_REMIND = timedelta(hours=-24)


def duties_file(duties: list[Duty], hall: Hall, made_at: datetime) -> bytes:
    """The file's bytes: an event for each turn, reminded a day before. Never a name or a number."""
    if not duties:
        raise UserError("这位志愿者今后没有排班，没有日程可存")
    calendar = Calendar()
    calendar.add("prodid", "-//GridHall//网格厅//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for duty in duties:
        calendar.add_component(_event(duty, hall, made_at))
    made: bytes = calendar.to_ical()
    return made


def _event(duty: Duty, hall: Hall, made_at: datetime) -> Event:
    event, alarm = Event(), Alarm()
    whose = hashlib.sha256(hall.name.encode()).hexdigest()[:12]
    event.add("uid", f"{duty.assignment_id}@{whose}.gridhall")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", _moment(duty.held_on, duty.starts))
    event.add("dtend", _moment(duty.held_on, duty.ends))
    event.add("summary", f"{duty.day_name}：{duty.post}（{duty.shift}）")
    event.add("location", duty.spot or hall.name)
    told = f"{hall.name}　{hall.phone}" if hall.phone else hall.name
    event.add("description", f"{duty.content or duty.post}。来不了请提前告诉{told}")
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"明天值{duty.post}")
    alarm.add("trigger", _REMIND)
    event.add_component(alarm)
    return event


def _moment(day: date, minutes: int) -> datetime:
    start = datetime(day.year, day.month, day.day, tzinfo=_CHINA)
    return (start + timedelta(minutes=minutes)).astimezone(UTC)

"""When a step is taken at this desk."""

from datetime import datetime

from gridhall.qt.context import Context
from gridhall.service_desk.rules.clock import DeskMoment


def local_now(context: Context) -> datetime:
    """This moment on the desk's day."""
    return datetime.combine(context.today(), datetime.now().time()).astimezone()


def desk_moment(context: Context) -> DeskMoment:
    """This moment, and the calendar that counts from it."""
    return DeskMoment(local_now(context), context.calendar)

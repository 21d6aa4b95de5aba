"""When something of governance is done, on the calendar that counts its days."""

from dataclasses import dataclass
from datetime import date

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError


@dataclass(frozen=True, slots=True)
class When:
    """Today, and the day it really happened if that was earlier (补录)."""

    today: date
    calendar: WorkCalendar
    happened_on: date | None = None
    version: int | None = None  # of the record on the clerk's screen; None: whichever there is

    @property
    def on(self) -> date:
        """The day it counts from; UserError for one that is still to come."""
        if self.happened_on is not None and self.happened_on > self.today:
            raise UserError(f"日期不能晚于今天（{self.today}），请写实际发生的日子")
        return self.happened_on or self.today

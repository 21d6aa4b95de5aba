"""Tables of the hall's own settings and of the year's holiday notices."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class HallSetting(Versioned, Base):
    """One setting of the hall, e.g. its name (大厅设置)."""

    __tablename__ = "hall_setting"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class HolidayNotice(Base):
    """A year's holiday notice typed or imported by the hall (年度放假安排)."""

    __tablename__ = "holiday_notice"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    days: Mapped[str] = mapped_column(Text)  # JSON {"off": [dates], "work": [dates]}
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))

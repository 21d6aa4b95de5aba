"""双报到单位: the year's table."""

from gridhall.pledges.pages.units.page import UnitYearsPage

__all__ = ["UnitYearsPage"]

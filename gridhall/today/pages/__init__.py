"""The page of 今日: what waits for this clerk."""

from gridhall.today.pages.today import TodayPage

__all__ = ["TodayPage"]

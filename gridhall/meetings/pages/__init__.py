"""组织架构·联席会议."""

from gridhall.meetings.pages.page import MeetingsPage

__all__ = ["MeetingsPage"]

"""Tables of the joint meetings."""

from gridhall.meetings.models.meetings import AgendaItem, Debrief, JointMeeting, MeetingMember

__all__ = ["AgendaItem", "Debrief", "JointMeeting", "MeetingMember"]

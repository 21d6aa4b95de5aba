"""Tables of the service days, the volunteers, their hours and certificates."""

from gridhall.volunteering.models.certificates import Certificate, Revocation, SigningKey
from gridhall.volunteering.models.days import (
    Assignment,
    Cell,
    DayPolicy,
    DayTemplate,
    Duty,
    Post,
    Publication,
    ServiceAction,
    ServiceDay,
    Shift,
)
from gridhall.volunteering.models.hours import Attendance, HoursEntry
from gridhall.volunteering.models.volunteers import (
    Availability,
    Merit,
    Pairing,
    Skill,
    Squad,
    StarLevel,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
    Wish,
)

__all__ = [
    "Assignment",
    "Attendance",
    "Availability",
    "Cell",
    "Certificate",
    "DayPolicy",
    "DayTemplate",
    "Duty",
    "HoursEntry",
    "Merit",
    "Pairing",
    "Post",
    "Publication",
    "Revocation",
    "ServiceAction",
    "ServiceDay",
    "Shift",
    "SigningKey",
    "Skill",
    "Squad",
    "StarLevel",
    "Volunteer",
    "VolunteerSkill",
    "VolunteerSquad",
    "Wish",
]

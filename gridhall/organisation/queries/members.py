"""Party members by branch: joined, relation in and out, receipts that are awaited, reports."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A party member with one relation: to a branch or group, or a report (在职党员报到)."""

    relation_id: int
    member_id: int
    person_id: int | None
    outsider_id: int | None
    name: str
    sex: str
    birth_date: date | None
    phone_masked: str
    organisation_id: int
    organisation_name: str
    kind: str  # member, reported
    unit_id: int | None
    unit_name: str
    joined_on: date | None
    full_on: date | None
    since: date | None
    until: date | None
    came_from: str
    letter_in: str
    went_to: str
    letter_out: str
    receipt_on: date | None
    why: str
    state: str  # rules.members.STATES
    gone_on: date | None  # died or left the hall's households
    waits_days: int | None  # how long the receipt is awaited
    version: int  # of the member

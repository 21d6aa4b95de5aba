"""The keys of the room: ten decisions on digits, three more on letters."""

from typing import Final

from gridhall.issues.labels import ROUTES, SHORT_ROUTES
from gridhall.meetings.dialogs.room.pad import Mark
from gridhall.meetings.labels import DECISIONS

# A routed issue says by the same key which of the four ways.
ISSUE_MARKS: Final = (
    *(Mark(str(n), ("route", n), words, ROUTES[n]) for n, words in SHORT_ROUTES.items()),
    Mark("5", ("take_up", None), DECISIONS["take_up"]),
    Mark("6", ("go_on", None), DECISIONS["go_on"]),
    Mark("7", ("later", None), DECISIONS["later"]),
    Mark("8", ("decline", None), DECISIONS["decline"]),
    Mark("9", ("supervise", None), DECISIONS["supervise"]),
    Mark("0", ("close", None), DECISIONS["close"]),
    Mark("N", ("admit", None), DECISIONS["admit"], "纳入吹哨，会后再分派"),
    Mark("S", ("escalate", None), DECISIONS["escalate"], "上报上一级"),
    Mark("H", ("consult", None), DECISIONS["consult"]),
)
OTHER_MARKS: Final = tuple(
    Mark(str(place), (kind, None), DECISIONS[kind])
    for place, kind in enumerate(("agree", "refuse", "noted"), 1)
)

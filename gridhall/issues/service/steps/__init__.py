"""What happens to an issue after it was collected, one function a step."""

from gridhall.issues.service.steps.ending import (
    close_issue,
    note_down,
    reject,
    reopen,
    resolve,
    verify,
)
from gridhall.issues.service.steps.routing import (
    escalate,
    report_in,
    route,
    set_due,
    start,
    take_up,
    whistle,
)
from gridhall.issues.service.steps.sorting import (
    admit,
    carry_over,
    decline,
    put_on_agenda,
    sort_issue,
)

__all__ = [
    "admit",
    "carry_over",
    "close_issue",
    "decline",
    "escalate",
    "note_down",
    "put_on_agenda",
    "reject",
    "reopen",
    "report_in",
    "resolve",
    "route",
    "set_due",
    "sort_issue",
    "start",
    "take_up",
    "verify",
    "whistle",
]

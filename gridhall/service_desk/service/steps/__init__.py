"""What happens to a case after it was received, one function a step."""

from gridhall.service_desk.service.steps.chain import (
    hand_over,
    link_cases,
    link_transfer,
    note_down,
)
from gridhall.service_desk.service.steps.endings import (
    decide,
    finish_as,
    finish_case,
    pass_on,
    revoke_case,
    undo_finish,
    withdraw,
)
from gridhall.service_desk.service.steps.extensions import ask_extension, decide_extension
from gridhall.service_desk.service.steps.materials import defer, defer_missing, receive_materials
from gridhall.service_desk.service.steps.notices import accept_received, decline, notify
from gridhall.service_desk.service.steps.outcome import archive, deliver
from gridhall.service_desk.service.steps.pauses import resume, suspend

__all__ = [
    "accept_received",
    "archive",
    "ask_extension",
    "decide",
    "decide_extension",
    "decline",
    "defer",
    "defer_missing",
    "deliver",
    "finish_as",
    "finish_case",
    "hand_over",
    "link_cases",
    "link_transfer",
    "note_down",
    "notify",
    "pass_on",
    "receive_materials",
    "resume",
    "revoke_case",
    "suspend",
    "undo_finish",
    "withdraw",
]

"""What is done at the desk; each function is one action inside the caller's session."""

from gridhall.service_desk.rules.orders import (
    Deferral,
    Delivery,
    Ending,
    ExtensionOrder,
    HandOver,
    Lack,
    NoticeOrder,
    Passing,
    PauseOrder,
    Refusal,
    Verdict,
)
from gridhall.service_desk.service.accept import accept_case
from gridhall.service_desk.service.catalogue import CatalogueChange, store_catalogue
from gridhall.service_desk.service.clocks import recompute
from gridhall.service_desk.service.drafts import discard_draft, save_draft
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
    "CatalogueChange",
    "Deferral",
    "Delivery",
    "Ending",
    "ExtensionOrder",
    "HandOver",
    "Lack",
    "NoticeOrder",
    "Passing",
    "PauseOrder",
    "Refusal",
    "Verdict",
    "accept_case",
    "accept_received",
    "archive",
    "ask_extension",
    "decide",
    "decide_extension",
    "decline",
    "defer",
    "defer_missing",
    "deliver",
    "discard_draft",
    "finish_as",
    "finish_case",
    "hand_over",
    "link_cases",
    "link_transfer",
    "note_down",
    "notify",
    "pass_on",
    "receive_materials",
    "recompute",
    "resume",
    "revoke_case",
    "save_draft",
    "store_catalogue",
    "suspend",
    "undo_finish",
    "withdraw",
]

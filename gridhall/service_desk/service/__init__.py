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
from gridhall.service_desk.service.catalogue import CatalogueChange, store_catalogue
from gridhall.service_desk.service.clocks import recompute, warn_before
from gridhall.service_desk.service.intake import (
    ConsultDraft,
    accept_case,
    adopt_draft,
    answer,
    consult,
    discard_draft,
    receive_and_notify,
    receive_case,
    save_draft,
    take_in,
)
from gridhall.service_desk.service.pins import set_pin
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
    "ConsultDraft",
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
    "adopt_draft",
    "answer",
    "archive",
    "ask_extension",
    "consult",
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
    "receive_and_notify",
    "receive_case",
    "receive_materials",
    "recompute",
    "resume",
    "revoke_case",
    "save_draft",
    "set_pin",
    "store_catalogue",
    "suspend",
    "take_in",
    "undo_finish",
    "warn_before",
    "withdraw",
]

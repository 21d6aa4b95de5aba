"""Matters come in: accepted, received, notified, only asked about; drafts on the way there."""

from gridhall.service_desk.service.intake.accept import (
    accept_case,
    receive_and_notify,
    receive_case,
)
from gridhall.service_desk.service.intake.consulting import ConsultDraft, answer, consult, take_in
from gridhall.service_desk.service.intake.drafts import adopt_draft, discard_draft, save_draft

__all__ = [
    "ConsultDraft",
    "accept_case",
    "adopt_draft",
    "answer",
    "consult",
    "discard_draft",
    "receive_and_notify",
    "receive_case",
    "save_draft",
    "take_in",
]

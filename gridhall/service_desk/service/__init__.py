"""What is done at the desk; each function is one action inside the caller's session."""

from gridhall.service_desk.service.accept import accept_case
from gridhall.service_desk.service.catalogue import CatalogueChange, store_catalogue
from gridhall.service_desk.service.drafts import discard_draft, save_draft
from gridhall.service_desk.service.steps import (
    finish_case,
    receive_materials,
    revoke_case,
    undo_finish,
)

__all__ = [
    "CatalogueChange",
    "accept_case",
    "discard_draft",
    "finish_case",
    "receive_materials",
    "revoke_case",
    "save_draft",
    "store_catalogue",
    "undo_finish",
]

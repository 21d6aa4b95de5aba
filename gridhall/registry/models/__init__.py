"""Tables of the resident registry."""

from gridhall.registry.models.actions import RegisterAction
from gridhall.registry.models.facts import (
    Guardian,
    NotSame,
    PersonPlace,
    PersonTag,
    SavedList,
    TagKind,
)
from gridhall.registry.models.people import (
    Household,
    Membership,
    PastAddress,
    PastValue,
    Person,
    PersonEvent,
)
from gridhall.registry.models.privacy import Consent, PrivacyRequest
from gridhall.registry.models.transfers import (
    HukouTransfer,
    TransferCategory,
    TransferDraft,
    TransferMaterial,
    TransferPerson,
    TransferStep,
)

__all__ = [
    "Consent",
    "Guardian",
    "Household",
    "HukouTransfer",
    "Membership",
    "NotSame",
    "PastAddress",
    "PastValue",
    "Person",
    "PersonEvent",
    "PersonPlace",
    "PersonTag",
    "PrivacyRequest",
    "RegisterAction",
    "SavedList",
    "TagKind",
    "TransferCategory",
    "TransferDraft",
    "TransferMaterial",
    "TransferPerson",
    "TransferStep",
]

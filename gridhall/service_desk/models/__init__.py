"""Tables of the service desk: catalogue, cases, their pauses and notices, ratings, month closes."""

from gridhall.service_desk.models.cases import (
    CaseDraft,
    CaseEvent,
    CaseLink,
    CaseMaterial,
    ServiceCase,
)
from gridhall.service_desk.models.catalogue import ItemMaterial, ItemVersion, MatterPin, ServiceItem
from gridhall.service_desk.models.clocks import CaseExtension, CaseNotice, CasePause
from gridhall.service_desk.models.closing import DayHandover, MonthClose
from gridhall.service_desk.models.ratings import CaseRating, RatingFollowUp

__all__ = [
    "CaseDraft",
    "CaseEvent",
    "CaseExtension",
    "CaseLink",
    "CaseMaterial",
    "CaseNotice",
    "CasePause",
    "CaseRating",
    "DayHandover",
    "ItemMaterial",
    "ItemVersion",
    "MatterPin",
    "MonthClose",
    "RatingFollowUp",
    "ServiceCase",
    "ServiceItem",
]

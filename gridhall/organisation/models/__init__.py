"""Tables of the organisation."""

from gridhall.organisation.models.agencies import Agency
from gridhall.organisation.models.members import PartyMember, PartyRelation
from gridhall.organisation.models.seats import Outsider, Seat, Tenure
from gridhall.organisation.models.tree import (
    GridHolding,
    Organisation,
    OrganisationAction,
    OrganisationLevel,
    PastOrganisation,
)
from gridhall.organisation.models.units import PartnerUnit

__all__ = [
    "Agency",
    "GridHolding",
    "Organisation",
    "OrganisationAction",
    "OrganisationLevel",
    "Outsider",
    "PartnerUnit",
    "PartyMember",
    "PartyRelation",
    "PastOrganisation",
    "Seat",
    "Tenure",
]

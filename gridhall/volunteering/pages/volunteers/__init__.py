"""集中服务日·志愿者."""

from gridhall.volunteering.pages.volunteers.page import VolunteersPage

__all__ = ["VolunteersPage"]

"""三张清单: needs, resources, projects, and who takes them on."""

from gridhall.pledges.pages.items.page import ItemsPage

__all__ = ["ItemsPage"]

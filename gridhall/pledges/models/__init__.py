"""Tables of the three lists (需求清单、资源清单、项目清单): items, claims, projects, months."""

from gridhall.pledges.models.lists import Claim, ItemCategory, ListItem, MonthlyList
from gridhall.pledges.models.projects import ProjectMoney, ProjectStep

__all__ = ["Claim", "ItemCategory", "ListItem", "MonthlyList", "ProjectMoney", "ProjectStep"]

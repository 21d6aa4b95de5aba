"""Tables of the three lists (需求清单、资源清单、项目清单), their claims and monthly lists."""

from gridhall.pledges.models.lists import Claim, ItemCategory, ListItem, MonthlyList

__all__ = ["Claim", "ItemCategory", "ListItem", "MonthlyList"]

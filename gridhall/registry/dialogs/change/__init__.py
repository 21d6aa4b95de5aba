"""登记变动: the acts that change where people belong, one sheet for each family of acts."""

from gridhall.registry.dialogs.change.acts import acts_for, open_act
from gridhall.registry.dialogs.change.frame import Carried, ChangeSheet

__all__ = ["Carried", "ChangeSheet", "acts_for", "open_act"]

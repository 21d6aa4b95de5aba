"""组织架构·驻区与双报到单位."""

from gridhall.organisation.pages.units.page import UnitsPage

__all__ = ["UnitsPage"]

"""集中服务日·双报到认领."""

from gridhall.pledges.pages.pledges import PledgesPage

__all__ = ["PledgesPage"]

"""The page of 居民登记."""

from gridhall.registry.pages.residents import ResidentsPage

__all__ = ["ResidentsPage"]

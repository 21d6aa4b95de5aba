"""The page of 一窗受理: the queue at the left, form or case at the right."""

from gridhall.service_desk.pages.acts import CaseActs
from gridhall.service_desk.pages.cases import CasesPage

__all__ = ["CaseActs", "CasesPage"]

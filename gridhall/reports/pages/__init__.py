"""统计报表: the desk's figures, and the reports to those above."""

from gridhall.reports.pages.page import ReportsPage

__all__ = ["ReportsPage"]

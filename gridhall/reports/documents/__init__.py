"""办件统计表 on paper."""

from gridhall.reports.documents.figures import KIND, figures_paper, issue_figures

__all__ = ["KIND", "figures_paper", "issue_figures"]

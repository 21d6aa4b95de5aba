"""吹哨统计: how many issues of a period came how far, split any way, and the issues behind."""

from gridhall.issues.queries.figures.counting import (
    Asked,
    Behind,
    IssueFigures,
    issue_figures,
    issues_behind,
)
from gridhall.issues.queries.figures.lines import owner_names

__all__ = ["Asked", "Behind", "IssueFigures", "issue_figures", "issues_behind", "owner_names"]

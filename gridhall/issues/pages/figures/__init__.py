"""吹哨统计: funnel, figures split any way, heat by building, unit scoring."""

from gridhall.issues.pages.figures.sheet import FUNNEL, HEAT, SCORES, SPLIT, FiguresSheet

__all__ = ["FUNNEL", "HEAT", "SCORES", "SPLIT", "FiguresSheet"]

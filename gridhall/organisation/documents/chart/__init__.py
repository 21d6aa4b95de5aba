"""组织架构图: the tree as a printed chart, on one sheet or split over many."""

from gridhall.organisation.documents.chart.drawing import Chart, chart_order, chart_paper

__all__ = ["Chart", "chart_order", "chart_paper"]

"""组织架构图: the tree as a printed chart, on one sheet or split over many."""

from gridhall.organisation.documents.chart.drawing import (
    KIND,
    PAPERS,
    Chart,
    LaidOut,
    chart_order,
    chart_paper,
    laid_out,
)

__all__ = ["KIND", "PAPERS", "Chart", "LaidOut", "chart_order", "chart_paper", "laid_out"]

"""Figures of the whole hall and the workbooks of those above it (统计报表)."""

"""Sheets of care."""

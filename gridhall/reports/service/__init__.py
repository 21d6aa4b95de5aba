"""Layouts and sendings of reports."""

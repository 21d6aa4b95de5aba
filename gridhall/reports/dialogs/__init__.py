"""Sheets of figures, layouts and sendings."""

"""Sheets of the lending counter."""

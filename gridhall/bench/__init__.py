"""Measurements, one file per bench."""

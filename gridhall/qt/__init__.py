"""Reusable widgets and the look; no subject."""

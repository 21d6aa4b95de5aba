"""Reads of what residents think."""

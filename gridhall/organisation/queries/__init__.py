"""Reads of the organisation; rows out, no live entity."""

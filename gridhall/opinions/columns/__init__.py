"""Columns of the lists of what residents think."""

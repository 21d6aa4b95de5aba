"""Reads of the three lists, their claims, the units that report, and what fits what."""

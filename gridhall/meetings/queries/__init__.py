"""Reads of the joint meetings."""

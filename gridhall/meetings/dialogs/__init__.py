"""Dialogs of the joint meetings."""

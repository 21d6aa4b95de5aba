"""Dialogs of what residents think."""

"""Dialogs of the three lists."""

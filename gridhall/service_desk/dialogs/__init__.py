"""Dialogs of the service desk."""

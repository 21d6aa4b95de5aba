"""Dialogs of the issue ledger."""

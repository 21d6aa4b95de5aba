"""Reads of the issue ledger."""

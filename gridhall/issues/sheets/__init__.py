"""Workbooks of the issue ledger."""

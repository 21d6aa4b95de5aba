"""Columns of the issue ledger's lists."""

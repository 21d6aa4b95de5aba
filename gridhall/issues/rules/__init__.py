"""Rules of the issue ledger; plain Python."""

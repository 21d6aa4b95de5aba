"""Papers of the issue ledger."""

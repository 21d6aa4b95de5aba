"""吹哨台账: the ledger's page."""

"""What a ledger's cells, headings and rows mean, before any table of ours is asked."""

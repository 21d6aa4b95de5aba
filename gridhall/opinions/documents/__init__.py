"""Papers of what residents think."""

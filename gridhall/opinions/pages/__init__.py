"""Pages of what residents think."""

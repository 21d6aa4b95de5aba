"""One search over all subjects."""

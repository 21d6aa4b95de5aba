"""Rules of what residents think; plain Python."""

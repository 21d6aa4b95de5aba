"""Rules of the joint meetings; plain Python."""

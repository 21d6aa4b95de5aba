"""Papers of the joint meetings."""

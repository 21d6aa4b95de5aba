"""Papers of the service days and the volunteers."""

"""The sheets of service days and volunteers."""

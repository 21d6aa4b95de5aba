"""What the desk writes about service days, volunteers, hours and certificates."""

"""What the service days, volunteers, hours and certificates follow: plain rules."""

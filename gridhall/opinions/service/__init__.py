"""What is done about what residents think."""

"""What holds for organisations, their levels, seats and grids; plain Python."""

"""How lists and cards of meetings read."""

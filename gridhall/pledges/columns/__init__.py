"""How items, claims and units of the three lists are shown."""

"""小区, buildings, entrances, dwellings, and the grids (网格) that own them."""

"""党组织 from the street to the 党员中心户, seats and terms, led grids, partner units."""

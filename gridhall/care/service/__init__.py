"""Acts on care: people taken on, visits written down, the clock, hours."""

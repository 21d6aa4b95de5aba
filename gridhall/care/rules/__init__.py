"""Rules of care visits: their clock, what they must say."""

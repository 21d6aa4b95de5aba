"""What the organisation's papers say, read in a few statements however many they are."""

"""Makes the fictional hall."""

"""What comes in and goes out as files: the catalogue, the cases."""

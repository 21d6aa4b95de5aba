"""What is done to the organisation: each act dated, kept with its images, taken back whole."""

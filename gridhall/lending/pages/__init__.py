"""The lending counter on the screen; LendingPage is in page."""

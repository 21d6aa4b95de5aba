"""The headless commands, one file per subject; no Qt."""

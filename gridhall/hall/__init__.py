"""The hall itself: settings, backup and restore, the file's check."""

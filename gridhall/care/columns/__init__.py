"""What the view of care shows in its columns."""

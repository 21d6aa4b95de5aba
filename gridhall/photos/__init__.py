"""Photos (照片) kept with records: shrunk, stripped of where and by what they were taken."""

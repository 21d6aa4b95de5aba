"""What is done to issues: each act kept with its images, one line of the story."""

"""What is done about the joint meetings."""

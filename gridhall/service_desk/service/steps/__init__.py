"""What happens to a case after it was received, one function a step."""

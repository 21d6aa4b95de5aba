"""What may be claimed, what follows from claims, what fits what; pure."""

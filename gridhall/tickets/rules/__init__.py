"""What is true of any queue: who is next, what may follow what, what a lane and a number are."""

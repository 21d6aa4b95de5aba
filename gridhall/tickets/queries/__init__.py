"""Reads of the queue: who waits, what is called, how long it took."""

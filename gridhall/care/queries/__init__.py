"""Reads of care: people visited, their visits, plans, what waits."""

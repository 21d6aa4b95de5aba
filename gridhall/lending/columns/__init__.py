"""Columns of the counter's lists."""

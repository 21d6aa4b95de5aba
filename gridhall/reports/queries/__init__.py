"""Figures of the desk, and what is known of reports."""

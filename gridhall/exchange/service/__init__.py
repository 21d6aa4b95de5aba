"""Bringing other people's workbooks in, checking them, taking them back, and writing our own."""

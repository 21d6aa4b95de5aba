"""Dialogs of the organisation; each writes in one transaction and tells what it did."""

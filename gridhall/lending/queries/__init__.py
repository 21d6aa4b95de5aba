"""Reads of the counter: what a scan means, what is out, stock, parcels, lost property."""

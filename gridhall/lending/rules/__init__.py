"""What may be lent, kept and written down; days, codes, money."""

"""Plain Python that every package may use: dates, names, numbers, errors."""

"""叫号's page and its two windows for the visitors: the board of numbers, what is read back."""

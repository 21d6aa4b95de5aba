"""Acts of the lending counter; each is kept with what taking it back needs."""

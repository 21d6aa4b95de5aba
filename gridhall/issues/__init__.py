"""吹哨台账: problems somebody raised, from the first word to the closed case (销号)."""

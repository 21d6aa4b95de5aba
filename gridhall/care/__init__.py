"""关爱走访: residents who are visited regularly, by whom, what was done, how they liked it."""

"""便民借用: things that are lent and kept at the service desk, lost property, parcels, stock."""

"""Papers of the organisation: charts, lists, signs at doors, letters of appointment, orders."""

"""Papers of the lending counter: slips with a barcode, lists, notices, labels."""

"""Papers of care: the plan to carry along, the record."""

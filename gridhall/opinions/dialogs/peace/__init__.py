"""The sheets of mediation, inspections and thematic registers."""

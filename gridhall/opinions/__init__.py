"""诉求民意: surveys, topics (四民), reception days, mediation, inspections, registers, postings."""

"""Papers of the register, drawn on the house's business form: one file each."""

"""Who works here: sign-in, lock, roles, the audit trail (操作记录)."""

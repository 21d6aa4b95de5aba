"""集中服务日: the days, the volunteers, the roster, sign-in, the ledger of hours, certificates."""

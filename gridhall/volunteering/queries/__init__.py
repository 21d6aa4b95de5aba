"""What pages, papers and rosters read of service days, volunteers, hours and certificates."""

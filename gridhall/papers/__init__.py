"""Every paper that leaves the hall: numbers, issue, print log, void, reprint."""

"""Papers of the three lists: the month's list to post, the quarterly report to a unit."""

"""Sheets of 公示, objections, 红黑榜, 居民公约 and 邻里报; each in its own file."""

"""People, households and who lives with whom (居民登记)."""

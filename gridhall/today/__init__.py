"""今日: what waits for this clerk."""

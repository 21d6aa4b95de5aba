"""How service days and volunteers are shown in lists."""

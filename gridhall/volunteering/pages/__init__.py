"""The views of 集中服务日."""

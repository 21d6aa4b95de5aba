"""Pages of 组织架构."""

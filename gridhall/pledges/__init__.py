"""双报到: reporting units, the three lists 需求/资源/项目 and their claims."""

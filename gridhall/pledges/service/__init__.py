"""Acts on the three lists: items, claims, posts, monthly lists, categories."""

"""Posts, their pictures and product tags, and who may see them."""

"""The demo shop: invented brands, their goods, pictures and people."""

"""Brands, their members, approved purchase domains, and who follows them."""

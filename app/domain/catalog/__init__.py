"""Products, variants, market offers, and the imports that fill them."""

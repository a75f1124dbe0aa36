"""The brands' door: composer, catalogue, imports, brand settings."""

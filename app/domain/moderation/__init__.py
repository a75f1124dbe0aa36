"""Decisions on posts and brands, each with its reason."""

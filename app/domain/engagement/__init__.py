"""Likes, saves and comments."""

"""Everybody's own door: log in, register, second factor, settings, tokens."""

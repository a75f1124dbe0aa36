"""Timelines on Valkey: who receives a post, and what a viewer reads. Knows ids, keys and bytes only."""

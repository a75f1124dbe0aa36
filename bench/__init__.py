"""Measurements: commands, not tests. Each baseline runs in the same run and on the same server as what it is held against."""

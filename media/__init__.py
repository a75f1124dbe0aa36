"""Engine for files: what an upload really is, safe renditions of it, and where the bytes are kept."""

"""Uploaded pictures, from quarantine to renditions."""

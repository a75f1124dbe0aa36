"""Fingerprints of bytes. Exact ones only: likeness between pictures is not this module's business."""

import hashlib


def hash_bytes(data: bytes) -> str:
    """SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()

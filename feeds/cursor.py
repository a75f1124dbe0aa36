"""Opaque page cursors: where to continue, in which feed, and when it was issued; signed.

Owns the bytes only. The key and the time come from the caller. A signature keeps a reader from probing ids
or carrying a cursor from one feed to another; it is no permission: each page is filtered again.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass

from feeds.errors import BadCursor, CursorFault
from feeds.keys import MAX_ID

_VERSION = 1
_HEAD = struct.Struct(">BQQ")  # version, before_id, issued
_MAC_BYTES = 16
_MAX_KIND_BYTES = 32
_MAX_TEXT = 87  # base64 of the head, the longest kind and the mac


@dataclass(frozen=True, slots=True)
class Cursor:
    """Continue below `before_id` in the feed named `kind`. Units: `issued` is Unix seconds."""

    before_id: int
    kind: str
    issued: int


def encode_cursor(key: bytes, cursor: Cursor) -> str:
    """Sign a cursor. Returns URL-safe text. Raises: ValueError for a value that does not fit."""
    kind = cursor.kind.encode()
    if not 1 <= len(kind) <= _MAX_KIND_BYTES:
        raise ValueError(f"cursor kind must be 1 to {_MAX_KIND_BYTES} bytes: {cursor.kind!r}")
    if not (1 <= cursor.before_id <= MAX_ID and 0 <= cursor.issued <= MAX_ID):
        raise ValueError(f"cursor out of range: {cursor}")
    body = _HEAD.pack(_VERSION, cursor.before_id, cursor.issued) + kind
    return base64.urlsafe_b64encode(body + _mac(key, body)).rstrip(b"=").decode()


def decode_cursor(key: bytes, text: str, *, kind: str, now: int, max_age_seconds: int = 86_400) -> Cursor:
    """Check and open a cursor issued for the feed `kind`.

    Units: `now` is Unix seconds.
    Raises: BadCursor with reason malformed, forged (also: issued for another feed) or expired.
    """
    raw = _decode_text(text)
    body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if len(body) <= _HEAD.size or body[0] != _VERSION:
        raise BadCursor(CursorFault.MALFORMED)
    if not hmac.compare_digest(mac, _mac(key, body)) or body[_HEAD.size :] != kind.encode():
        raise BadCursor(CursorFault.FORGED)
    _, before_id, issued = _HEAD.unpack_from(body)
    if now - issued > max_age_seconds:
        raise BadCursor(CursorFault.EXPIRED)
    return Cursor(before_id, kind, issued)


def _decode_text(text: str) -> bytes:
    if len(text) > _MAX_TEXT:
        raise BadCursor(CursorFault.MALFORMED)
    try:
        given = text.encode("ascii")
        raw = base64.b64decode(given + b"=" * (-len(given) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise BadCursor(CursorFault.MALFORMED) from error
    if base64.urlsafe_b64encode(raw).rstrip(b"=") != given:  # one spelling a cursor: spare bits must be zero
        raise BadCursor(CursorFault.MALFORMED)
    return raw


def _mac(key: bytes, body: bytes) -> bytes:
    if len(key) < 16:
        raise ValueError("the cursor key must have at least 16 bytes")
    return hmac.new(key, b"vitrine.cursor:" + body, hashlib.sha256).digest()[:_MAC_BYTES]

"""Signed purchase links and click ids: HMAC-SHA256 cut to 128 bits, a key id, an expiry. Pure functions.

A link names a post (or none) and a product; it never holds an address. A click id is made when a link is taken.
"""

import base64
import hashlib
import hmac
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.attribution.errors import LinkExpired, LinkForged
from app.kernel.ids import EPOCH

LINK_DAYS = 30
CLICK_DAYS = 90
_MAC_BYTES = 16
_BODY = struct.Struct(">QQI")  # post id (0: none), product id, expiry in hours since the ids' epoch

Keys = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a purchase link names."""

    post_id: int | None
    product_id: int


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _encode(data) != text:  # one spelling only: other spellings of the same bytes are not ours
        raise ValueError(text)
    return data


def _mac(key: bytes, purpose: bytes, body: bytes) -> bytes:
    return hmac.new(key, purpose + body, hashlib.sha256).digest()[:_MAC_BYTES]


def _hours(at: datetime) -> int:
    return int((at - EPOCH) / timedelta(hours=1))


def sign_link(keys: Keys, target: LinkTarget, now: datetime) -> str:
    """A purchase link's token, good for about 30 days. Stable within the hour, so that pages cache well."""
    key_id, key = keys[0]
    body = _BODY.pack(target.post_id or 0, target.product_id, _hours(now) + LINK_DAYS * 24)
    return f"{key_id}.{_encode(body + _mac(key, b'link', body))}"


def read_link(keys: Keys, token: str, now: datetime) -> LinkTarget:
    """What a token names, once its signature and its date are good.

    Raises: LinkForged, LinkExpired.
    """
    body = _verified(keys, token, b"link", _BODY.size)
    post_id, product_id, expires = _BODY.unpack(body)
    if _hours(now) > expires:
        raise LinkExpired
    return LinkTarget(post_id or None, product_id)


def new_click_id(keys: Keys, now: datetime) -> str:
    """A fresh click id: 128 random bits, an expiry, and a signature that tells ours from an invented one."""
    key_id, key = keys[0]
    body = secrets.token_bytes(16) + struct.pack(">I", _hours(now) + CLICK_DAYS * 24)
    return f"{key_id}.{_encode(body + _mac(key, b'click', body))}"


def check_click_id(keys: Keys, click_id: str, now: datetime) -> None:
    """Accept only click ids of ours that are still good.

    Raises: LinkForged, LinkExpired.
    """
    body = _verified(keys, click_id, b"click", 20)
    if _hours(now) > int.from_bytes(body[16:], "big"):
        raise LinkExpired


def _verified(keys: Keys, token: str, purpose: bytes, size: int) -> bytes:
    key_id, dot, text = token.partition(".")
    key = dict(keys).get(key_id)
    if key is None or not dot or len(text) > 200 or not text.isascii():
        raise LinkForged
    try:
        data = _decode(text)
    except ValueError as error:
        raise LinkForged from error
    body, mac = data[:-_MAC_BYTES], data[-_MAC_BYTES:]
    if len(body) != size or not hmac.compare_digest(mac, _mac(key, purpose, body)):
        raise LinkForged
    return body

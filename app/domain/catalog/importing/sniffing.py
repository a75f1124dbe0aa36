"""Says what format a feed is in, from its first bytes, and why it cannot be read where it cannot."""

import re
from dataclasses import dataclass, field

from app.domain.catalog.importing.decoding import sniff_encoding
from app.domain.catalog.importing.google import normalize_column
from app.domain.catalog.importing.types import FeedFormat

DELIMITERS = ("\t", ",", ";", "|")
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf", "7z"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "pdf"),
)
_GOOGLE_HINTS = {"link", "image_link", "availability", "price", "description"}
_SHOPIFY_HANDLES = {"handle", "url_handle"}
_SHOPIFY_HINTS = {"title", "option1_name", "variant_price", "variant_sku", "body_(html)", "vendor"}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format, and the delimiter of a text one. `reason` is a diagnostic code where the format is unknown."""

    format: FeedFormat
    reason: str = ""
    delimiter: str = ","
    params: dict[str, str] = field(default_factory=dict)


def sniff_feed(head: bytes) -> Sniffed:
    """Decide by content, never by file name. `head`: the first 64 KiB or so."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return Sniffed("unknown", "feed_compressed", params={"kind": name})
    codec, bom_bytes, _ = sniff_encoding(head)
    text = head[bom_bytes:].decode(codec, "replace").lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Sniffed("unknown", "feed_blank")
    if text.startswith("<"):
        is_page = re.match(r"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)", text[:2000], re.I | re.S)
        return Sniffed("unknown", "feed_is_html") if is_page else Sniffed("google_xml")
    if re.match(r'[{\[]\s*["{\[\]}]', text):
        return Sniffed("unknown", "feed_is_json")
    return _sniff_columns(text)


def find_delimiter(head: bytes) -> str:
    """The delimiter that cuts the header into most columns."""
    codec, bom_bytes, _ = sniff_encoding(head)
    header = _header_line(head[bom_bytes:].decode(codec, "replace"))
    return max(DELIMITERS, key=header.count) if header else ","


def _header_line(text: str) -> str:
    lines = (line for line in re.split(r"\r\n|\r|\n", text[:32_768]) if line.strip())
    return next((line for line in lines if not line.lower().startswith("sep=")), "")


def _sniff_columns(text: str) -> Sniffed:
    header = _header_line(text)
    delimiter = max(DELIMITERS, key=header.count)
    names = {normalize_column(name.strip().strip('"')) for name in header.split(delimiter)}
    if names & _SHOPIFY_HANDLES and names & _SHOPIFY_HINTS:
        return Sniffed("shopify_csv", delimiter=delimiter)
    if "title" in names and {"option1_name", "variant_price"} & names:
        return Sniffed("shopify_csv", delimiter=delimiter)
    if "id" in names and names & _GOOGLE_HINTS:
        return Sniffed("google_csv", delimiter=delimiter)
    return Sniffed("unknown", "columns_unknown", delimiter, {"header": header[:80]})

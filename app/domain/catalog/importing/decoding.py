"""Feed bytes to clean text: encoding, newlines, control characters, the cap on bytes. Never raises on what it reads."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.domain.catalog.importing.reporting import Reporter

CHUNK_BYTES = 64 * 1024
_UNTIDY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALLOWED = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp125\d|cp437|cp85\d|mac-roman|koi8-[ru]|gb18030|gbk|shift_jis|euc_jp|big5"
)


def _as_windows_1252(fault: UnicodeError) -> tuple[str, int]:
    """Read undecodable bytes as Windows-1252, which is what a wrongly declared Western feed nearly always is."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error("feed-windows-1252", _as_windows_1252)


class PeekedStream:
    """A byte stream whose beginning can be looked at before it is read, and whose total is capped."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self._left = max_bytes
        self.cut = False
        self._head = b""
        while len(self._head) < CHUNK_BYTES and (data := stream.read(CHUNK_BYTES - len(self._head))):
            self._head += data

    @property
    def head(self) -> bytes:
        """The first 64 KiB, still unread."""
        return self._head

    def chunks(self) -> Iterator[bytes]:
        """The bytes, until the end or the cap; past the cap `cut` is True."""
        data, self._head = self._head, b""
        while data:
            if len(data) > self._left:
                self.cut = True
                yield data[: self._left]
                return
            self._left -= len(data)
            yield data
            data = self._stream.read(CHUNK_BYTES)


def sniff_encoding(head: bytes) -> tuple[str, int, str]:
    """Guess a feed's encoding from its first bytes. Returns the codec, the BOM's length, and the declared name if it was refused."""
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec, len(bom), ""
    sample = head[:2048]
    for codec, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others):
            return codec, 0, ""
    declared = _DECLARED.search(head[:512])
    if declared is None:
        return "utf-8", 0, ""
    name = declared.group(1).decode("ascii")
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "utf-8", 0, name
    return (codec, 0, "") if _ALLOWED.fullmatch(codec) else ("utf-8", 0, name)


class FeedText:
    """The text of a feed in chunks, with "\\n" newlines and no character that XML or PostgreSQL would refuse."""

    def __init__(self, stream: PeekedStream, report: Reporter) -> None:
        self._stream = stream
        self._report = report
        self._line = 1
        self.encoding, self._skip, refused = sniff_encoding(stream.head)
        if refused:
            report.warn("encoding_refused", 1, field="encoding", value=refused, used=self.encoding)
        self._decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        self._lenient = False

    def chunks(self) -> Iterator[str]:
        """Decoded, tidied text. The end of the input, or of the allowance, ends it."""
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        for data in self._stream.chunks():
            raw, self._skip = data[self._skip :], max(0, self._skip - len(data))
            text = newlines.decode(self._decode(raw, final=False), False)
            if text:
                yield self._tidy(text)
            if self._report.is_exhausted:
                self._report.error("too_many_faults", self._line, incomplete=True)
                return
        last = newlines.decode(self._decode(b"", final=not self._stream.cut), True)
        if last:
            yield self._tidy(last)
        if self._stream.cut:
            self._report.error("feed_too_large", self._line, incomplete=True)

    def _decode(self, data: bytes, final: bool) -> str:
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError as fault:
            if self._lenient:  # a codec whose own error handler gives up
                return data.decode("latin-1")
            self._lenient = True
            line = self._line + fault.object[: fault.start].count(b"\n")
            value = fault.object[fault.start : fault.start + 8].hex(" ")
            self._report.warn("encoding_wrong", line, field="encoding", value=value, declared=self.encoding)
            handler = "feed-windows-1252" if self.encoding in ("utf-8", "ascii") else "replace"
            self._decoder = codecs.getincrementaldecoder(self.encoding)(handler)
            self._decoder.setstate(state)
            return self._decoder.decode(data, final)

    def _tidy(self, text: str) -> str:
        bad = _UNTIDY.search(text)
        if bad is not None:
            line = self._line + text.count("\n", 0, bad.start())
            if self._report.is_new("control_character"):
                self._report.warn("control_character", line, value=f"U+{ord(bad.group()):04X}")
            text = _UNTIDY.sub("\ufffd", text)
        self._line += text.count("\n")
        return text

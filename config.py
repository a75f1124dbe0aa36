"""Settings: read once from the environment, checked all together, frozen. Nothing else reads os.environ."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

_CLICK_KEY = re.compile(r"[a-z0-9]{1,8}:[0-9a-f]{32,128}")
_SENDER = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_NODE = re.compile(r"([A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})")
_CLUSTER_SHARDS = 15  # of three nodes with a third of the slots each, every one owns four to six
_SMTP_PORTS = {"smtp": 587, "smtps": 465}
_Parsed = TypeVar("_Parsed")


class ConfigError(Exception):
    """Every fault of the environment at once; `faults` is one line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("Vitrine cannot start:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Who carries mails further. Secrets never appear in its repr."""

    host: str
    port: int
    implicit_tls: bool
    """TLS from the first byte (smtps); otherwise STARTTLS where the server offers it."""
    user: str = field(repr=False)
    """Empty where the server asks for no log-in."""
    password: str = field(repr=False)
    sender: str | None
    """Whom mails come from, where it is not no-reply at the shop's host."""


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """Where a cluster of timelines servers is first asked for its nodes. Secrets never appear in its repr."""

    nodes: tuple[tuple[str, int], ...]
    """Host and port; each knows the others."""
    user: str | None
    password: str | None = field(repr=False)
    tls: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What a copy of Vitrine needs to know. Secrets never appear in its repr."""

    env: str
    secret_key: str = field(repr=False)
    password_salt: str = field(repr=False)
    totp_key: str = field(repr=False)
    click_keys: tuple[tuple[str, bytes], ...] = field(repr=False)
    """Key id and key; the first signs, all verify."""
    database_url: str = field(repr=False)
    database_owner_url: str | None = field(repr=False)
    broker_url: str = field(repr=False)
    timelines_url: str = field(repr=False)
    timelines_cluster: ClusterAddress | None
    """Where `timelines_url` names a cluster."""
    cache_url: str = field(repr=False)
    """Caches, limits and hints to sockets: always one server, the timelines' own where that is one."""
    s3_endpoint: str
    s3_access_key: str = field(repr=False)
    s3_secret_key: str = field(repr=False)
    s3_bucket: str
    public_url: str
    media_url: str
    mail_dir: Path
    smtp: SmtpServer | None
    """Without one, mails stay in `mail_dir` for somebody else to send."""
    demo: bool
    log_level: str
    timeline_shards: int

    @property
    def is_test(self) -> bool:
        """Whether this is the test suite's copy."""
        return self.env == "test"

    @property
    def secure_cookies(self) -> bool:
        """Cookies are Secure wherever the shop is served over TLS."""
        return self.public_url.startswith("https://")


class _Reader:
    """Reads values and gathers faults, so that one start reports them all."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str | None = None, *, min_length: int = 1) -> str:
        value = self.environ.get(name, default)
        if value is None or value == "":
            self.faults.append(f"{name} is not set")
            return ""
        if len(value) < min_length:
            self.faults.append(f"{name} is too short: {min_length} characters at least")
        return value

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if value and not _is_address(value, schemes):
            self.faults.append(
                f"{name} must be an address that starts with {' or '.join(s + '://' for s in schemes)}"
            )
        return value.rstrip("/") if "postgresql" not in schemes[0] else value

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.environ.get(name, default)
        if value not in allowed:
            self.faults.append(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        return value

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.environ.get(name, str(default))
        if not value.isdigit() or not low <= int(value) <= high:
            self.faults.append(f"{name} is {value!r}; it must be a whole number from {low} to {high}")
            return default
        return int(value)

    def parsed(self, name: str, parse: Callable[[str], _Parsed], otherwise: _Parsed) -> _Parsed:
        value = self.text(name)
        return self._parse(name, value, parse, otherwise) if value else otherwise

    def optional(self, name: str, parse: Callable[[str], _Parsed]) -> _Parsed | None:
        value = self.environ.get(name)
        return self._parse(name, value, parse, None) if value else None

    def _parse(self, name: str, value: str, parse: Callable[[str], _Parsed], otherwise: _Parsed) -> _Parsed:
        try:
            return parse(value)
        except ValueError as error:
            self.faults.append(f"{name} {error}")
            return otherwise


def _click_keys(value: str) -> tuple[tuple[str, bytes], ...]:
    keys = []
    for part in value.split(","):
        if not _CLICK_KEY.fullmatch(part.strip()):
            raise ValueError("must read id:hex, at least 128 bits each, separated by commas")
        key_id, _, secret = part.strip().partition(":")
        keys.append((key_id, bytes.fromhex(secret)))
    return tuple(keys)


def _smtp_server(value: str) -> SmtpServer:
    try:
        parts = urlsplit(value)
        port, query = parts.port, parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:  # its words would repeat parts of the address, and so perhaps of the password
        raise ValueError("is no address that can be read; percent-encode odd characters in it") from None
    if parts.scheme not in _SMTP_PORTS or not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise ValueError("must read smtp://user:password@host:port?from=address, or smtps://")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("must hold both a user and a password, or neither")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise ValueError("must hold a user and a password of plain ASCII: SMTP log-ins know no other")
    if set(query) - {"from"}:
        raise ValueError("knows no other option than from=address")
    sender = query["from"][0] if query else None
    if sender is not None and not _SENDER.fullmatch(sender):
        raise ValueError("must hold a plain e-mail address after from=")
    return SmtpServer(
        host=parts.hostname,
        port=port or _SMTP_PORTS[parts.scheme],
        implicit_tls=parts.scheme == "smtps",
        user=user,
        password=password,
        sender=sender,
    )


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    scheme, _, rest = value.partition("://")
    if scheme not in schemes or not re.split("[/?#]", rest, maxsplit=1)[0]:
        return False
    if scheme.endswith("+cluster"):
        return True  # several hosts are no URL, and newer Pythons refuse to read one: `_cluster_address` does
    try:
        return bool(urlsplit(value).netloc)
    except ValueError:
        return False


def _cluster_address(value: str) -> ClusterAddress:
    scheme, _, rest = value.partition("://")
    log_in, _, places = rest.rpartition("@")
    user, _, password = log_in.partition(":")
    nodes = []
    for place in places.rstrip("/").split(","):
        match = _NODE.fullmatch(place)
        if match is None or not 1 <= int(match[2]) <= 65_535:
            raise ValueError(
                f"names no node as host:port where it says {place!r}; a cluster takes a,b,c of them"
            )
        nodes.append((match[1].strip("[]"), int(match[2])))
    return ClusterAddress(
        tuple(nodes), unquote(user) or None, unquote(password) or None, tls=scheme == "rediss+cluster"
    )


def _cache_url(read: _Reader, clustered: bool) -> str:
    """One server's address: its own, or the timelines' where that is one server."""
    if read.environ.get("VITRINE_CACHE_URL") or clustered:
        return read.url("VITRINE_CACHE_URL", ("redis", "rediss"))
    return read.environ.get("VITRINE_TIMELINES_URL", "").rstrip("/")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment.

    Raises: ConfigError with every fault, not only the first.
    """
    read = _Reader(os.environ if environ is None else environ)
    cluster = None
    if read.environ.get("VITRINE_TIMELINES_URL", "").startswith(("redis+cluster://", "rediss+cluster://")):
        cluster = read.optional("VITRINE_TIMELINES_URL", _cluster_address)
    settings = Settings(
        env=read.choice("VITRINE_ENV", "production", ("production", "development", "test")),
        secret_key=read.text("VITRINE_SECRET_KEY", min_length=32),
        password_salt=read.text("VITRINE_PASSWORD_SALT", min_length=16),
        totp_key=read.text("VITRINE_TOTP_KEY", min_length=16),
        click_keys=read.parsed("VITRINE_CLICK_KEYS", _click_keys, ()),
        database_url=read.url("VITRINE_DATABASE_URL", ("postgresql+psycopg",)),
        database_owner_url=read.environ.get("VITRINE_DATABASE_OWNER_URL"),
        broker_url=read.url("VITRINE_BROKER_URL", ("redis", "rediss")),
        timelines_url=read.url(
            "VITRINE_TIMELINES_URL", ("redis", "rediss", "redis+cluster", "rediss+cluster")
        ),
        timelines_cluster=cluster,
        cache_url=_cache_url(read, "+cluster://" in read.environ.get("VITRINE_TIMELINES_URL", "")),
        s3_endpoint=read.url("VITRINE_S3_ENDPOINT", ("http", "https")),
        s3_access_key=read.text("VITRINE_S3_ACCESS_KEY"),
        s3_secret_key=read.text("VITRINE_S3_SECRET_KEY"),
        s3_bucket=read.text("VITRINE_S3_BUCKET"),
        public_url=read.url("VITRINE_PUBLIC_URL", ("http", "https")),
        media_url=read.url("VITRINE_MEDIA_URL", ("http", "https")),
        mail_dir=Path(read.text("VITRINE_MAIL_DIR")),
        smtp=read.optional("VITRINE_SMTP_URL", _smtp_server),
        demo=read.choice("VITRINE_DEMO", "0", ("0", "1")) == "1",
        log_level=read.choice("VITRINE_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        timeline_shards=read.number("VITRINE_TIMELINE_SHARDS", _CLUSTER_SHARDS if cluster else 1, 1, 1024),
    )
    if read.faults:
        raise ConfigError(read.faults)
    return settings

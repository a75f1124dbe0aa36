"""The proxy and the web processes as a stranger on the network meets them: bytes on a socket."""

import http.client
import re
import secrets
import socket
from urllib.parse import urlsplit

import pytest
import redis

from tests.factories.product import Product

SECRETS = ("create_app", "root:", "VITRINE_", "[project]", "tool.ruff")


def say(url: str, request: bytes) -> bytes:
    """Send bytes, answer what comes back until the other side is silent or closes."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=5) as wire:
        wire.sendall(request)
        heard = b""
        try:
            while piece := wire.recv(65_536):
                heard += piece
                if len(heard) > 2_000_000:
                    break
        except (TimeoutError, ConnectionResetError):
            pass
    return heard


def status_of(answer: bytes) -> int:
    """The status of an answer; 0 when the connection was just closed."""
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


def ask(product: Product, target: str, *headers: str, method: str = "GET", host: str | None = None) -> bytes:
    """One plain request, spelt exactly so."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host or urlsplit(product.url).netloc}", *headers]
    return say(product.url, "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))


def forget_tries(product: Product) -> None:
    """Every test knocks from this machine's one address: what others tried before does not count here."""
    client = redis.Redis.from_url(product.backends.environment()["VITRINE_TIMELINES_URL"])
    for key in client.scan_iter(match="*tries*"):
        client.delete(key)
    client.close()


TRAVERSALS = (
    "/static/../factory.py", "/static/%2e%2e/factory.py", "/static/..%2ffactory.py", "/static/..%5cfactory.py",
    "/static/js/../../factory.py", "/static/js/..%2f..%2ffactory.py", "/static/....//factory.py",
    "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/%00", "/static/js/app.js%00.py", "/static/.gitignore",
    "/../../pyproject.toml", "/static/%252e%252e/factory.py", "/static/..;/factory.py", "/static/~root/",
    "/templates/_layout/base.html", "/static/../templates/_layout/base.html", "/.env", "/.git/config",
)  # fmt: skip


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_file_outside_the_static_folder_is_served(product: Product, target: str) -> None:
    answer = ask(product, target)
    assert status_of(answer) in (0, 301, 308, 400, 403, 404), answer[:300]
    assert not any(word.encode() in answer for word in SECRETS), answer[:300]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1:1", "[::1", "a b"])
def test_only_the_shops_own_host_is_answered(product: Product, host: str) -> None:
    answer = ask(product, "/login", host=host or " ")
    assert status_of(answer) in (0, 307, 400, 404, 421), answer[:200]
    location = re.search(rb"(?i)^location: (\S+)", answer, re.MULTILINE)
    assert location is None or location[1].startswith(product.url.encode())


def test_a_slash_redirect_names_no_foreign_host(product: Product) -> None:
    answer = ask(
        product, "/console/anything", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"
    )
    assert b"evil.example" not in answer


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "FOO", "CONNECT"])
def test_methods_nobody_asked_for_are_refused(product: Product, method: str) -> None:
    answer = ask(product, "/", "X-Secret: echoed", method=method)
    assert status_of(answer) in (0, 400, 405, 501), answer[:200]
    assert b"echoed" not in answer


AMBIGUOUS = {
    "two lengths": b"Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc",
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /moderation/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "odd encoding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "two encodings": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "negative length": b"Content-Length: -1\r\n\r\n",
    "length in words": b"Content-Length: abc\r\n\r\n",
    "a space before the colon": b"Content-Length : 3\r\n\r\nabc",
    "a bad chunk": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "a folded header": b"X-A: b\r\n c: d\r\nContent-Length: 0\r\n\r\n",
    "a bare carriage return": b"X-A: b\rX-B: c\r\nContent-Length: 0\r\n\r\n",
    "a null in a header": b"X-A: b\x00c\r\nContent-Length: 0\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("what", AMBIGUOUS)
def test_ambiguous_requests_are_one_refusal(product: Product, what: str) -> None:
    for url in (product.url, f"http://127.0.0.1:{product.backends.web_ports[0]}"):
        head = (
            f"POST /logout HTTP/1.1\r\nHost: {urlsplit(product.url).netloc}\r\nConnection: close\r\n".encode()
        )
        answer = say(url, head + AMBIGUOUS[what])
        # 501 and 502 are the proxy's words for an encoding it does not know and a body it cannot read.
        assert status_of(answer) < 500 or status_of(answer) in (501, 502), answer[:200]
        assert status_of(answer) not in (200, 302), answer[:200]
        assert len(re.findall(rb"^HTTP/1\.[01] \d{3}", answer, re.MULTILINE)) <= 1, (
            "a second request was read"
        )


def test_broken_bodies_close_the_shop_for_nobody_else(product: Product) -> None:
    """A request that fails is no proof that the web process did: the proxy goes on asking it."""
    head = f"POST /logout HTTP/1.1\r\nHost: {urlsplit(product.url).netloc}\r\nConnection: close\r\n".encode()
    for _ in range(6):
        say(product.url, head + AMBIGUOUS["a bad chunk"])
        assert status_of(ask(product, "/login")) == 200


@pytest.mark.parametrize("size", [20_000, 2_000_000])
def test_endless_headers_and_addresses_are_refused(product: Product, size: int) -> None:
    for answer in (ask(product, "/", f"X-Long: {'a' * size}"), ask(product, f"/{'a' * size}")):
        assert status_of(answer) < 500, answer[:200]


def test_a_forged_forwarding_header_starts_no_new_count(product: Product) -> None:
    """Ten tries an address: the proxy says whose they are, not the sender."""
    forget_tries(product)
    parts = urlsplit(product.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", "/login")
    page = connection.getresponse()
    cookies = [line.partition(";")[0] for line in page.headers.get_all("Set-Cookie") or []]
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert found is not None
    statuses = []
    for number in range(12):
        forged = f"203.0.113.{number}"
        headers = {
            "Cookie": "; ".join(cookies),
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": found[1],
            "X-Forwarded-For": forged,
            "X-Real-IP": forged,
            "Forwarded": f"for={forged}",
            "True-Client-IP": forged,
            "X-Forwarded-Proto": "https",
        }
        connection.request(
            "POST", "/login", f"email=n{secrets.token_hex(6)}@people.example&password=x", headers
        )
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    assert set(statuses[:10]) == {422}
    assert statuses[10:] == [429, 429]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://[", "http://localhost.evil.example", "http://localhost:1"],
)
def test_a_foreign_page_opens_no_socket(product: Product, origin: str) -> None:
    for target in ("/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=4&transport=websocket"):
        upgrade = (
            (
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + "A" * 22 + "==",
            )
            if "websocket" in target
            else ()
        )
        answer = ask(product, target, f"Origin: {origin}", *upgrade)
        assert status_of(answer) in (0, 400, 403), answer[:300]
        assert b'"sid"' not in answer


def test_the_media_origin_serves_pictures_and_nothing_else(product: Product) -> None:
    media = product.backends.environment()["VITRINE_MEDIA_URL"]
    host = urlsplit(media).netloc
    for target in (
        "/", "/media/", "/quarantine/x", "/public/../quarantine/x", "/public/%2e%2e/quarantine/x", "/public/",
        "/?list-type=2", "/public/x?acl", "/media/?location", "//public/x", "/public//x",
    ):  # fmt: skip
        request = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        answer = say(media, request.encode())
        assert status_of(answer) in (0, 301, 308, 400, 403, 404), f"{target}: {answer[:200]!r}"
        assert b"ListBucketResult" not in answer
    for method in ("PUT", "DELETE", "POST", "PATCH"):
        request = (
            f"{method} /public/x HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        assert status_of(say(media, request.encode())) in (0, 400, 403, 404, 405), method

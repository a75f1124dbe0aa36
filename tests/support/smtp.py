"""A small real SMTP server on loopback: takes mails, refuses whom it is told to, speaks STARTTLS and AUTH PLAIN."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.kernel import clock


@dataclass
class Mailbox:
    """What arrived, and how the server is to behave. Change it while it runs."""

    port: int = 0
    mails: list[tuple[str, list[str], str]] = field(default_factory=list)
    """Sender, recipients, text."""
    refused: set[str] = field(default_factory=set)
    user: str = ""
    password: str = ""
    certificate: ssl.SSLContext | None = None
    encrypted: list[bool] = field(default_factory=list)
    """For each mail, whether it came by TLS."""
    pause: threading.Event | None = None
    """Wait for this before a mail is accepted."""
    asked: threading.Event = field(default_factory=threading.Event)
    """A mail is at the door."""


class _Talk(socketserver.StreamRequestHandler):
    wrapped: ssl.SSLSocket | None = None

    def handle(self) -> None:
        box: Mailbox = self.server.box  # type: ignore[attr-defined]
        self.secure, self.known = False, not box.user
        self.sender, self.recipients = "", []
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            getattr(self, f"do_{verb.lower()}", self._unknown)(rest, box)

    def finish(self) -> None:
        super().finish()
        if self.wrapped is not None:
            self.wrapped.close()

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def _unknown(self, rest: str, box: Mailbox) -> None:
        self._say("502 what?")

    def do_ehlo(self, rest: str, box: Mailbox) -> None:
        offers = ["STARTTLS"] if box.certificate and not self.secure else []
        offers += ["AUTH PLAIN"] if box.user else []
        self._say(*(f"250-{offer}" for offer in ("here", *offers)), "250 8BITMIME")

    def do_starttls(self, rest: str, box: Mailbox) -> None:
        assert box.certificate is not None
        self._say("220 go on")
        wrapped = self.wrapped = box.certificate.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = wrapped.makefile("rb"), wrapped.makefile("wb", buffering=0)
        self.secure = True

    def do_auth(self, rest: str, box: Mailbox) -> None:
        _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        self.known = (user, password) == (box.user, box.password)
        self._say("235 welcome" if self.known else "535 no")

    def do_mail(self, rest: str, box: Mailbox) -> None:
        self.sender, self.recipients = rest[rest.index("<") + 1 : rest.index(">")], []
        self._say("250 ok" if self.known else "530 who are you?")

    def do_rcpt(self, rest: str, box: Mailbox) -> None:
        address = rest[rest.index("<") + 1 : rest.index(">")]
        if address in box.refused:
            self._say("550 nobody of that name")
            return
        self.recipients.append(address)
        self._say("250 ok")

    def do_rset(self, rest: str, box: Mailbox) -> None:
        self._say("250 ok")

    def do_data(self, rest: str, box: Mailbox) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        box.asked.set()
        if box.pause is not None:
            box.pause.wait(30)
        box.mails.append((self.sender, self.recipients, b"".join(lines).decode()))
        box.encrypted.append(self.secure)
        self._say("250 taken")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True


@contextmanager
def smtp_server(box: Mailbox) -> Iterator[Mailbox]:
    """Serve a mailbox on a free port, or on the port it had before."""
    with _Server(("127.0.0.1", box.port), _Talk) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS that no authority signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.utcnow()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(plain + builder.sign(key, hashes.SHA256()).public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context

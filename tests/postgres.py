"""A PostgreSQL server of its own for a test run: made in a folder, reached by a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SUPERUSER = "app"
PORT = 54329  # names the socket file only: no TCP port is opened
SOCKET_PATH_LIMIT = 100  # a Unix socket's path must stay below 108 bytes


class NoPostgres(RuntimeError):
    """No PostgreSQL server program on this machine, or it did not start. The message says which."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. `host` is the socket's folder; `user` is a superuser, trusted without password."""

    host: str
    port: int
    user: str
    process: subprocess.Popen[bytes]
    binaries: Path

    def create_database(self, name: str) -> None:
        """Create an empty UTF-8 database. Raises CalledProcessError if it exists."""
        self._run("createdb", name)

    def execute(self, database: str, sql: str) -> None:
        """Run SQL through psql, stopping at the first error (CalledProcessError)."""
        self._run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql)

    def url(self, database: str, driver: str = "psycopg", user: str = "") -> str:
        """A SQLAlchemy URL of one of its databases."""
        return f"postgresql+{driver}://{user or self.user}@/{database}?host={self.host}&port={self.port}"

    def stop(self) -> None:
        """Stop the server at once; open connections are cut."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Postgres:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self, program: str, *arguments: str) -> None:
        where = ["-h", self.host, "-p", str(self.port), "-U", self.user]
        subprocess.run([str(self.binaries / program), *where, *arguments], check=True, capture_output=True)


def start(folder: Path) -> Postgres:
    """Make a cluster under `folder` and start it. Raises NoPostgres where that cannot be done.

    Durability is off (a test machine that crashes starts anew anyway). As root the server runs as the
    system user postgres, because it refuses root.
    """
    binaries = _binaries()
    if len(str(folder)) > SOCKET_PATH_LIMIT - len(f"/.s.PGSQL.{PORT}"):
        raise NoPostgres(f"the folder's path is too long for a Unix socket: {folder}")
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    if os.geteuid() == 0:
        _open_to_postgres(folder)
    if not data.exists():
        initdb = f"initdb -U {SUPERUSER} -A trust -E UTF8 --locale=C.UTF-8 --no-sync".split()
        _spawn([binaries / initdb[0], *initdb[1:], "-D", data], folder / "initdb.log").wait()
    settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
    server = _spawn(
        [binaries / "postgres", "-D", data, "-k", folder, "-p", str(PORT), *settings], folder / "server.log"
    )
    postgres = Postgres(host=str(folder), port=PORT, user=SUPERUSER, process=server, binaries=binaries)
    _wait_until_ready(postgres, folder / "server.log")
    return postgres


def is_available() -> bool:
    """Whether `start` can work here: a server program and, as root, the user postgres."""
    try:
        _binaries()
        if os.geteuid() == 0:
            pwd.getpwnam("postgres")
    except (NoPostgres, KeyError):
        return False
    return True


def _binaries() -> Path:
    """The newest installed server's programs: Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path is None:
        raise NoPostgres("no PostgreSQL server here: install the package postgresql")
    return Path(on_path).resolve().parent


def _open_to_postgres(folder: Path) -> None:
    """Give the folder to the user postgres, and let it pass through pytest's private folders above."""
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    temporary = Path(tempfile.gettempdir()).resolve()
    for above in folder.resolve().parents:
        if temporary not in above.parents:
            return
        mode = above.stat().st_mode
        if not mode & 0o001 and above.stat().st_uid == 0:
            above.chmod(mode & 0o7777 | 0o001)


def _spawn(command: list[str | Path], log: Path) -> subprocess.Popen[bytes]:
    as_root = os.geteuid() == 0
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            cwd="/",
            start_new_session=True,  # a Ctrl-C at the tests must not reach the server before `stop`
            user="postgres" if as_root else None,
            group="postgres" if as_root else None,
            extra_groups=[] if as_root else None,
        )


def _wait_until_ready(postgres: Postgres, log: Path, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    probe = [str(postgres.binaries / "pg_isready"), "-q", "-h", postgres.host, "-p", str(postgres.port)]
    while subprocess.run(probe, check=False).returncode != 0:
        if postgres.process.poll() is not None or time.monotonic() > deadline:
            postgres.stop()
            raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-800:]}")
        time.sleep(0.05)

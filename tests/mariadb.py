"""A MariaDB server of its own for a test run: a folder, a port on 127.0.0.1, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MariaDb:
    """A running server; its owner comes in by the socket only."""

    port: int
    socket: Path
    process: subprocess.Popen[bytes]

    def execute(self, sql: str, database: str = "") -> None:
        """Run SQL as the owner; raises CalledProcessError with what the server said."""
        command = [
            "mariadb",
            "--no-defaults",
            "-u",
            "root",
            f"--socket={self.socket}",
            "--default-character-set=utf8mb4",
        ]
        subprocess.run([*command, *([database] if database else [])], input=sql.encode(), check=True)

    def __enter__(self) -> MariaDb:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def missing() -> str:
    """Why `start` cannot work here; "" where it can."""
    if not all(map(shutil.which, ("mariadbd", "mariadb-install-db", "mariadb"))):
        return "no MariaDB server on this machine (package mariadb-server)"
    return "" if os.geteuid() == 0 else "the MariaDB server is started as the user mysql, which takes root"


def start(folder: Path) -> MariaDb:
    """Make a data folder and start a server on a free port."""
    data = folder / "data"
    folder.mkdir(parents=True, exist_ok=True)
    account = pwd.getpwnam("mysql")
    os.chown(folder, account.pw_uid, account.pw_gid)
    temporary = Path(tempfile.gettempdir()).resolve()
    for above in folder.resolve().parents:
        if temporary not in above.parents:
            break
        above.chmod(above.stat().st_mode & 0o7777 | 0o001)
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--user=mysql", "--skip-test-db"],
        check=True, capture_output=True,
    )  # fmt: skip
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    place = folder / "s"
    arguments = [
        "--no-defaults", f"--datadir={data}", f"--port={port}", "--bind-address=127.0.0.1", f"--socket={place}",
        f"--pid-file={folder}/pid", "--user=mysql", "--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=8M",
    ]  # fmt: skip
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [shutil.which("mariadbd") or "mariadbd", *arguments],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = MariaDb(port, place, process)
    deadline = time.monotonic() + 20
    while not place.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            server.__exit__()
            raise RuntimeError((folder / "server.log").read_text(errors="replace")[-800:])
        time.sleep(0.05)
    return server

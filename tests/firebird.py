"""A Firebird 3 server of its own for a test run: private root folder, port and security database."""

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

PASSWORD = "prueba"
LEGACY = "Srp, Srp256, Legacy_Auth"
_SECURITY = Path("/var/lib/firebird/3.0/system/security3.fdb")


@dataclass(frozen=True, slots=True)
class Firebird:
    """A running server on 127.0.0.1. `folder` is where its databases go."""

    root: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    def create(self, name: str, script: str, charset: str) -> str:
        """Make a database with this script (UTF-8, for isql); its path on the server."""
        path = self.folder / name
        head = (
            f"CREATE DATABASE 'localhost/{self.port}:{path}' USER 'SYSDBA' PASSWORD '{PASSWORD}' "
            f"DEFAULT CHARACTER SET {charset};\n"
        )
        self._isql(head + script)
        return str(path)

    def execute(self, path: str, script: str) -> None:
        """Run a script in a database as its owner."""
        self._isql(f"CONNECT 'localhost/{self.port}:{path}' USER 'SYSDBA' PASSWORD '{PASSWORD}';\n{script}")

    def stop(self) -> None:
        """Stop the server and wait for its end."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Firebird:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _isql(self, script: str) -> None:
        done = subprocess.run(
            ["isql-fb", "-b", "-q", "-ch", "UTF8"],
            input=script.encode(),
            env=os.environ | {"FIREBIRD": str(self.root)},
            capture_output=True,
            check=False,
        )
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode or "Statement failed" in said:
            raise RuntimeError(f"isql: {said[-1500:]}")


def missing() -> str:
    """Why `start` cannot work here; "" where it can."""
    if not all(map(shutil.which, ("isql-fb", "firebird"))) and not Path("/usr/sbin/firebird").exists():
        return "no Firebird 3 server on this machine (packages firebird3.0-server, firebird3.0-utils)"
    if os.geteuid() != 0:
        return "the Firebird server is started as the user firebird, which takes root"
    return "" if _SECURITY.exists() else "the Firebird package left no security database"


def start(folder: Path) -> Firebird:
    """Make a root folder and start a server that knows both the new and the legacy authentication."""
    root, data = folder / "root", folder / "data"
    root.mkdir(parents=True)
    data.mkdir()
    [library] = Path("/usr/lib").glob("*/firebird/3.0")
    for name in ("UDF", "lib", "plugins", "firebird.msg"):
        (root / name).symlink_to(library / name)
    shutil.copytree(library / "intl", root / "intl")  # character sets are only taken from below the root
    shutil.copy("/etc/firebird/3.0/plugins.conf", root)
    shutil.copy(_SECURITY, root / "security3.fdb")
    port = _free_port()
    security = root / "security3.fdb"
    (root / "databases.conf").write_text(f"security.db = {security}\n{{\n\tRemoteAccess = false\n}}\n")
    settings = {
        "RemoteServicePort": port, "RemoteBindAddress": "localhost", "AuthServer": LEGACY, "AuthClient": LEGACY,
        "UserManager": "Srp, Legacy_UserManager", "WireCrypt": "Enabled", "SecurityDatabase": security,
        "IpcName": f"PUNTUAL_{port}", "RemoteAuxPort": 0,
    }  # fmt: skip
    (root / "firebird.conf").write_text("".join(f"{key} = {value}\n" for key, value in settings.items()))
    _hand_over(folder)
    environment = os.environ | {
        "FIREBIRD": str(root),
        "FIREBIRD_LOCK": str(folder),
        "FIREBIRD_TMP": str(folder),
    }
    subprocess.run(
        ["isql-fb", "-q", "-user", "SYSDBA", str(security)],
        input=f"CREATE OR ALTER USER SYSDBA PASSWORD '{PASSWORD}';\n".encode(),
        env=environment, user="firebird", group="firebird", extra_groups=[], check=True, capture_output=True,
    )  # fmt: skip
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            ["/usr/sbin/firebird"], env=environment, stdout=log, stderr=log, cwd="/", start_new_session=True,
            user="firebird", group="firebird", extra_groups=[],
        )  # fmt: skip
    server = Firebird(root, data, port, process)
    _wait(server, folder / "server.log")
    return server


def _hand_over(folder: Path) -> None:
    """Everything to the user firebird, and a way through pytest's private folders above."""
    account = pwd.getpwnam("firebird")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    temporary = Path(tempfile.gettempdir()).resolve()
    for above in folder.resolve().parents:
        if temporary not in above.parents:
            return
        above.chmod(above.stat().st_mode & 0o7777 | 0o001)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Firebird, log: Path, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        except OSError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                raise RuntimeError(
                    f"Firebird did not start: {log.read_text(errors='replace')[-800:]}"
                ) from None
            time.sleep(0.05)

"""`puntual serve`: console, jobs and the webhook door, supervised."""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .setup import DEFAULT_CONFIG, Config, fail, out, prepare

if TYPE_CHECKING:
    from puntual.casework.office import Office

log = logging.getLogger("puntual.serve")
CONSOLE_THREADS = 8
# A door that dies at once every time must not spin.
RESTART_AFTER = 2.0


class Part(StrEnum):
    """What a process serves when it does not serve everything."""

    CONSOLE = "console"
    INTAKE = "intake"


def serve(
    config: Config = DEFAULT_CONFIG,
    only: Annotated[
        Part | None, typer.Option("--only", help="Just the console (with jobs), or just the door.")
    ] = None,
) -> None:
    """Serve the console, receive webhooks, send, and sync and plan at the configured times. Ctrl-C stops it.

    The webhook door runs as a process of its own beside the main one, so planning or a slow page never
    holds it up. Both are listed at start with their addresses.

    Examples: puntual serve        puntual serve --only intake
    """
    if only is Part.INTAKE:
        prepare(config, migrate=False)
        _serve_door()
        return
    prepare(config)
    from puntual.boot.current import office
    from puntual.boot.wiring import settings_in_force
    from puntual.runner.embedded import Runner

    settings = settings_in_force()
    with_door = only is None and settings.channel.kind != "simulator"
    _insist_on_free(settings.web.host, "port", settings.web.port)
    if with_door:
        _insist_on_free(settings.web.host, "intake_port", settings.web.intake_port)
    door = None
    if with_door:
        door = Door(config)
        door.start()
        out.print(f"Webhooks:  http://{settings.web.host}:{settings.web.intake_port}/webhooks/cloud_api")
    runner = Runner(office(), settings.schedule.sync_at, (settings.schedule.plan_at,))
    out.print(f"Console:   http://{settings.web.host}:{settings.web.port}/")
    _say_schedule(settings)
    runner.start()
    try:
        serve_console(settings.web.host, settings.web.port, settings.web.trusted_proxies)
    finally:
        out.print("Stopping: what is under way is finished first.")
        runner.stop()
        if door is not None:
            door.stop()


def _insist_on_free(host: str, name: str, port: int) -> None:
    """Before anything is started: two processes must not send for one company. Exits with what to do."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise fail(
                f"Port {port} on {host} cannot be used ({error.strerror}). Does another puntual serve run? "
                f"If not, choose another [web] {name} in puntual.toml."
            ) from None


def _say_schedule(settings: Any) -> None:
    def times(values: Any) -> str:
        return ", ".join(f"{at:%H:%M}" for at in values) or "never"

    zone = settings.company.zone
    out.print(
        f"Daily:     sync {times(settings.schedule.sync_at)}, plan {times([settings.schedule.plan_at])} ({zone})"
    )


def serve_console(host: str, port: int, trusted_proxies: Sequence[str] = ()) -> None:
    """Serve Django on a fixed pool of threads behind one ASGI server; returns on SIGINT or SIGTERM.

    What X-Forwarded-For and X-Forwarded-Proto say is believed of `trusted_proxies` and of nobody else.
    Under Django's own ASGI handler persistent connections leak, and sync pages are slower there.
    """
    import uvicorn
    from a2wsgi import WSGIMiddleware

    from puntual.console.wsgi import application

    django: Any = application
    app: Any = WSGIMiddleware(django, workers=CONSOLE_THREADS)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,
            log_config=None,
            server_header=False,
            lifespan="off",
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=list(trusted_proxies),
            timeout_graceful_shutdown=10,
        )
    )
    with _outliving(signal.SIGINT, signal.SIGTERM):
        server.run()


@contextmanager
def _outliving(*signals: signal.Signals) -> Iterator[None]:
    """The server handles these signals and, once it has stopped, raises them again: that must not end us
    before the jobs have finished what is under way."""
    before = {each: signal.signal(each, lambda *_: None) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def serve_demo(office: Office, host: str, port: int) -> None:
    """The console over a demo's Office, without jobs of its own."""
    from puntual.boot import current

    current.use(office)
    serve_console(host, port)


def _serve_door() -> None:
    from puntual.boot.clock import SystemClock
    from puntual.boot.wiring import inbox_writer, settings_in_force
    from puntual.intake.server import cloud_entrance
    from puntual.intake.server import serve as serve_intake

    settings = settings_in_force()
    channel = settings.channel
    entrance = cloud_entrance(channel.app_secret.reveal(), channel.verify_token.reveal())
    inbox = inbox_writer(settings, SystemClock())
    serve_intake(settings.web.host, settings.web.intake_port, entrances=[entrance], inbox=inbox)


class Door:
    """The webhook door as a child process, started again whenever it ends before we stop it."""

    def __init__(self, config: object) -> None:
        self._command = [
            sys.executable,
            "-m",
            "puntual",
            "serve",
            "--only",
            "intake",
            "--config",
            str(config),
        ]
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._supervise, name="door", daemon=True)

    def start(self) -> None:
        """Start the child and watch over it."""
        self._thread.start()

    def stop(self) -> None:
        """Let it store what it has taken in, then end it."""
        self._stopping.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:
                child.kill()
        self._thread.join(5)

    def _supervise(self) -> None:
        while not self._stopping.is_set():
            self._child = subprocess.Popen(self._command, preexec_fn=_die_with_parent())
            code = self._child.wait()
            if not self._stopping.is_set():
                log.error("the webhook door ended", extra={"action": "door_ended", "exit": code})
                self._stopping.wait(RESTART_AFTER)


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux the door must not outlive a main process that was killed: its port would stay taken."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(1, signal.SIGTERM)

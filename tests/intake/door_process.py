"""The webhook door as a process of its own: `python -m tests.intake.door_process WHERE PORT`."""

from __future__ import annotations

import sys

from puntual.intake.server import cloud_entrance, serve
from tests.intake.stores import writer

SECRET = "s3cret"

if __name__ == "__main__":
    where, port = sys.argv[1], int(sys.argv[2])
    serve("127.0.0.1", port, entrances=[cloud_entrance(SECRET, "a-word")], inbox=writer(where))

"""`make bench`: every benchmark in turn, or the one named: python -m bench planning --customers 20000."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("planning", "webhooks", "quality")


def main() -> int:
    """Run what the arguments name; a name that is none of ours lists those that are."""
    names = [sys.argv[1]] if len(sys.argv) > 1 else list(ALL)
    if names[0] not in ALL:
        print(f"Benchmarks: {', '.join(ALL)}", file=sys.stderr)
        return 2
    return max(int(import_module(f"bench.{name}").main(sys.argv[2:])) for name in names)


sys.exit(main())

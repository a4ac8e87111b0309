"""Becomes another program on one core: `python -m bench.pinned CORE PROGRAM ARGUMENTS…`."""

import os
import sys

if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(sys.argv[1])})
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - no shell is wanted; the caller names the program

"""CPU seconds of a piece of work, in a child process that cannot run on for ever.

Readers run in one thread, so that is the clock: under a limit of CPU time the clock of
the process moves in steps of some milliseconds.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """The best of the runs that ended; None if not one did within the cap."""

    best: float | None
    raised: str = ""


def timed(work: Callable[[], object], cap: int, runs: int = 5) -> Timing:
    """`cap` holds for all runs together.  Code that heeds no signal is ended as well."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _run(work, cap, runs, writing)
    os.close(writing)
    with os.fdopen(reading) as lines:
        told = lines.read().split("\n")
    os.waitpid(child, 0)
    times = [float(line) for line in told if line[:1].isdigit()]
    raised = next((line[1:] for line in told if line.startswith("!")), "")
    return Timing(min(times, default=None), raised)


def _run(work: Callable[[], object], cap: int, runs: int, writing: int) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cap, cap))
    total = 0.0
    try:
        for _ in range(runs):
            begin = time.thread_time()
            work()
            spent = max(time.thread_time() - begin, 1e-6)
            os.write(writing, f"{spent:.6f}\n".encode())
            total += spent
            if total > cap / 4:
                break
    except BaseException as error:  # a panic of compiled code is no Exception
        os.write(writing, f"!{type(error).__name__}\n".encode())
    finally:
        os._exit(0)

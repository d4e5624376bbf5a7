"""Run a command with a private PostgreSQL and Redis of its own.

    python -m tests.servers [--allow-missing] -- COMMAND...
    python -m tests.servers --check

Exports TEST_DATABASE_URL and TEST_REDIS_URL, returns the command's exit code, and stops
both servers whatever happens.  A variable that is already set names a server to use
instead.  Programs that are missing are installed where that is possible; otherwise a
sentence says how, and the run fails unless --allow-missing is given (never under CI).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from tests.server_parts import MissingPartsError, find_parts, required
from tests.server_processes import ServerError, die_with_parent, running

VARIABLES = ("TEST_DATABASE_URL", "TEST_REDIS_URL")
STOP_SECONDS = 15


class Stopped(BaseException):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        self.number = number


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.check:
            return _check()
        wanted = _find_or_install(allow_missing=options.allow_missing)
        with _stopped_by_signals(), running(wanted) as exported:
            return _run(options.command, os.environ | exported)
    except (MissingPartsError, ServerError) as error:
        _say(str(error))
        return 1
    except Stopped as stopped:
        return 128 + stopped.number


def _check() -> int:
    for part, place in find_parts().items():
        _say(f"{part.title}: {place or 'missing'}")
    required(install=False)
    return 0


def _find_or_install(*, allow_missing: bool) -> tuple[str, ...]:
    """The variables this run has to start a server for."""
    wanted = tuple(name for name in VARIABLES if not os.environ.get(name))
    try:
        required(install=True)
    except MissingPartsError as error:
        if not allow_missing or os.environ.get("CI") == "true":
            raise
        _say(f"{error}\nGoing on without: the tests that need it will not run.")
        if any(part.variable in wanted for part in error.parts):
            return ()
    return wanted


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[None]:
    def stop(number: int, _frame: object) -> NoReturn:
        for each in before:
            signal.signal(each, signal.SIG_IGN)  # nothing interrupts the cleaning up
        raise Stopped(number)

    before = {
        each: signal.getsignal(each)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    }
    for each in before:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            process_group=0,  # so that what it leaves behind can be stopped as well
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
    except OSError as error:
        raise ServerError(f"{command[0]} cannot be run: {error.strerror}.") from error
    try:
        with _terminal_of(process.pid):
            code = process.wait()
    except Stopped as stopped:
        _signal_group(process, stopped.number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        raise
    finally:
        _signal_group(process, signal.SIGKILL)
        process.wait()
    return code if code >= 0 else 128 - code


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


@contextlib.contextmanager
def _terminal_of(group: int) -> Iterator[None]:
    """Give the terminal to the command's group: Ctrl-C and a debugger work in it."""
    if not sys.stdin.isatty() or os.tcgetpgrp(0) != os.getpgrp():
        yield
        return
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, group)
    try:
        yield
    finally:
        os.tcsetpgrp(0, os.getpgrp())
        signal.signal(signal.SIGTTOU, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.servers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("--check", action="store_true", help="only say what is there")
    one.add_argument("command", nargs="*", default=[], help="what to run, after --")
    parser.add_argument("--allow-missing", action="store_true", help="run without them")
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

from __future__ import annotations

import fcntl
import functools
import os
import signal
from pathlib import Path
from typing import Any, TextIO

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection

from claims import conf, dispatch
from claims.management import processes
from claims.models import Article
from claims.services import accounts, jobs, working

SIGN_IN = "sign-in.txt"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Command(BaseCommand):
    help = "The whole workbench on this machine: database, broker, worker and web."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = settings.HOST, settings.PORT
        if not processes.port_is_free(host, port):
            raise CommandError(
                f"Port {port} on {host} is taken. Stop what uses it, or choose another: "
                f"PORT={port + 1} make run"
            )
        os.umask(0o077)  # what is written here is the newsroom's alone
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        lock = alone_in(settings.DATA_DIR)
        call_command("migrate", verbosity=0)
        jobs.reclaim()
        passwords = accounts.demo_accounts()
        if passwords:
            keep(settings.DATA_DIR / SIGN_IN, passwords)
        for number in STOP_SIGNALS:
            signal.signal(number, _stop)
        application = get_wsgi_application()
        with processes.Processes(children(), every=sweep):
            if not Article.objects.exists():
                call_command("seed", stdout=self.stdout)
            connection.close()
            self.welcome(passwords)
            waitress.serve(
                application, host=host, port=port, threads=6, ident=None, _quiet=True
            )
            self.stdout.write("\nStopping.")
        lock.close()

    def welcome(self, passwords: dict[str, str]) -> None:
        lines = ["", f"The workbench is at {conf.public_url('')}", ""]
        lines += [
            f"  sign in as  {name:<10} password  {password}"
            for name, password in passwords.items()
        ] or [how_to_sign_in(settings.DATA_DIR / SIGN_IN)]
        lines += ["", "Ctrl-C stops everything."]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def how_to_sign_in(kept: Path) -> str:
    if kept.exists():
        return f"  how to sign in: see {kept}"
    return "  sign in with your account; the operator makes accounts in the admin"


def children() -> list[processes.Child]:
    """The broker, unless REDIS_URL names one, and a worker for each queue."""
    app = settings.ROOT_URLCONF.partition(".")[0]
    started = []
    for queue, kinds in dispatch.queues().items():
        # One process each: half the memory of Celery's usual parent and children.
        # Searches wait for sites, which threads do as well; documents are parsed in
        # a confined process of their own either way.
        pool, at_once = ("threads", 4) if kinds == dispatch.SEARCHES else ("solo", 1)
        worker = processes.worker(app, queue=queue, pool=pool, concurrency=at_once)
        # The only worker of its queue: what it held is free again.
        worker.gone = functools.partial(jobs.reclaim, kinds)
        started.append(worker)
    if not os.environ.get("REDIS_URL", "").strip():
        path = Path(settings.REDIS_URL.removeprefix("unix://"))
        started.insert(0, processes.broker(path, settings.DATA_DIR / "broker"))
    return started


def sweep() -> None:
    close_old_connections()
    working.sweep()


def alone_in(folder: Path) -> TextIO:
    """Hold the folder's lock; two workbenches on one folder would fight."""
    lock = (folder / "workbench.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CommandError(
            f"A workbench is already running on {folder}. Stop it, or give this one its "
            "own: DATA_DIR=/some/folder make run"
        ) from error
    return lock


def keep(path: Path, passwords: dict[str, str]) -> None:
    """The demonstration passwords, for their owner's eyes."""
    with os.fdopen(
        os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w"
    ) as file:
        file.writelines(f"{name}: {password}\n" for name, password in passwords.items())


def _stop(*args: object) -> None:
    """Stop once: a second Ctrl-C must not cut the stopping short."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)

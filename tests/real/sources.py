"""Other people's sites, played by this machine: good, slow, failing and closed pages."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: Each is a site of its own, with its own pace.
ADDRESSES = [
    f"127.0.0.{n}" for n in (range(1, 17) if sys.platform == "linux" else (1,))
]
#: Seconds a page takes, so that a worker is in the middle of something when it dies.
SLOW, QUICK = 2.0, 0.2
_PAGE = (
    "<html><head><title>Report {n}</title></head><body><article><h1>Report {n}</h1>"
    "<p>The port of Elmsund handled {a:,} containers in March, the register shows. Its "
    "quays were busier than in any month before, and nothing was left behind.</p>"
    "<p>Wages took {b} percent of the budget of Elmsund, the accounts say, while rents "
    "and repairs took the rest of what the town could spend in that year.</p>"
    "</article></body></html>"
)


@dataclass
class Sites:
    hosts: list[str]
    asked: Counter[str] = field(default_factory=Counter)

    def link(self, number: int) -> str:
        return f"http://{self.hosts[number % len(self.hosts)]}/{number}"


@contextlib.contextmanager
def sites() -> Iterator[Sites]:
    here = Sites([])

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked[self.path] += 1
            number = int(re.sub(r"\D", "", self.path) or 0)
            status, body = answer(number)
            time.sleep(SLOW if number % 3 else QUICK)
            with contextlib.suppress(OSError):  # who asked may be dead by now
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with contextlib.ExitStack() as stack:
        for address in ADDRESSES:
            server = _Quiet((address, 0), Answer)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            here.hosts.append(f"{address}:{server.server_port}")
        yield here


def answer(number: int) -> tuple[int, bytes]:
    """Always the same for one page: a seventh is missing, another in trouble."""
    if number % 7 == 3:
        return 404, b"<html><title>Not found</title></html>"
    if number % 7 == 5:
        return 500, b"<html><title>Trouble</title></html>"
    return 200, _PAGE.format(n=number, a=4_000 + number, b=3 + number % 60).encode()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:  # fmt: skip
        """A client that was killed is what we are here for."""

"""Listens on loopback: addresses in, answers and events out. The only place that opens a socket.

In: what answers, a port. Out: nothing but answers to this machine's own browsers. A page from
elsewhere cannot ask under a name of its own (DNS rebinding): other names than ours are refused.
Nor can it have anything made.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.pipeline.cache import digest
from bookbuild.serve.answers import EVENTS, Answer, Answers

LOOPBACK: Final = "127.0.0.1"
_NAMES: Final = (LOOPBACK, "localhost")
_NEAR: Final = frozenset({"same-origin", "none"})
"""Who asks for a browser: a page of ours, or the reader (https://www.w3.org/TR/fetch-metadata/)."""
_BREATH: Final = 15.0
"""Seconds after which a word is sent to see whether anybody still listens."""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        "style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing is fetched from elsewhere, and nobody elsewhere gets anything."""


@contextmanager
def listening(answers: Answers, port: int, fault: Callable[[], None]) -> Iterator[str]:
    """Answer until the block ends; gives the address. Port 0 takes any that is free.

    fault: is called within the handling of an exception that is our fault. Raises
    MachineLacksError when the port is taken.
    """
    server = _open(answers, port, fault)
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.1), daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        answers.desk.close()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """A server whose threads end with it, and that says nothing by itself."""

    daemon_threads = True

    def __init__(self, answers: Answers, port: int, fault: Callable[[], None]) -> None:
        self.answers = answers
        self._fault = fault
        super().__init__((LOOPBACK, port), _Handler)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in _NAMES)

    def handle_error(self, *_asked: Any) -> None:
        """Report what is our fault."""
        self._fault()


def _open(answers: Answers, port: int, fault: Callable[[], None]) -> _Server:
    try:
        return _Server(answers, port, fault)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        taken = error.errno == errno.EADDRINUSE
        why = "taken by another program" if taken else "kept for the system"
        raise MachineLacksError(
            f"a free port (port {port} is {why})",
            needed_for="the pages in the browser",
            mend=".venv/bin/bookbuild serve --port 0 (takes any that is free)",
        ) from error


class _Handler(BaseHTTPRequestHandler):
    """One browser's connection."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer, or send events until one side has enough."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(_FOREIGN)
        elif self.path == EVENTS and not self._is_from_elsewhere():
            self._send_events()
        else:
            answers = self.server.answers
            self._send(answers.to(self.path, elsewhere=self._is_from_elsewhere()))

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Handle a connection; a browser may leave whenever it likes."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def _is_from_elsewhere(self) -> bool:
        """Tell whether a page of another site asks: browsers say so, others say nothing."""
        return self.headers.get("Sec-Fetch-Site", "none").lower() not in _NEAR

    def _send(self, answer: Answer) -> None:
        tag = f'"{digest(answer.content)[:32]}"'
        known = answer.status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if known else answer.status)
        self._send_common("max-age=31536000, immutable" if answer.lasting else "no-cache")
        self.send_header("ETag", tag)
        if known:
            self.end_headers()
            return
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def _send_events(self) -> None:
        """Send each state as it comes; the first one at once (Server-Sent Events, WHATWG HTML)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._send_common("no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        answers, number = self.server.answers, -1
        while not answers.desk.closed:
            state = answers.desk.wait_beyond(number, _BREATH)
            if state is None:
                self.wfile.write(b":\n\n")
            else:
                number = state.number
                self.wfile.write(b"data: " + answers.said(state) + b"\n\n")
            self.wfile.flush()

    def _send_common(self, caching: str) -> None:
        self.send_header("Cache-Control", caching)
        for name, value in _HEADERS.items():
            self.send_header(name, value)


_FOREIGN: Final = Answer(
    content=b"This address is not ours. Open http://127.0.0.1 with the port that was printed.\n",
    type="text/plain; charset=utf-8",
    status=HTTPStatus.FORBIDDEN,
)

"""A shelf on loopback: the files of reading systems, an e-book, and a page that opens it.

In: bytes by path, and the folder that npm installed into. Out: addresses that a browser can open.
Nothing else is served, and nothing listens beyond this machine.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

NODE: Final = Path(sys.prefix) / "validators" / "node_modules"
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".epub": "application/epub+zip",
}


@contextmanager
def shelf(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve some files, and below `/node/` what npm installed; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = _found(self.path.partition("?")[0], files)
            if content is None:
                self.send_error(404)
                return
            suffix = Path(self.path.partition("?")[0]).suffix
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: Any) -> None:
            """Say nothing: a test tells by itself what is missing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _found(path: str, files: Mapping[str, bytes]) -> bytes | None:
    if path in files:
        return files[path]
    if path.startswith("/node/") and ".." not in path:
        file = NODE / path.removeprefix("/node/")
        return file.read_bytes() if file.is_file() else None
    return None

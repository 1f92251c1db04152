"""What a layout may fetch: the resources handed in, and nothing else.

In: bytes by relative address. Out: a fetcher for WeasyPrint that knows no disk and no network and
keeps a list of what was asked for in vain.
"""

from __future__ import annotations

from collections.abc import Mapping
from mimetypes import MimeTypes
from typing import Final
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

# Relative addresses need something to be relative to. `.invalid` can never be a host (RFC 6761).
BASE: Final = "https://book.invalid/"


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Hands out the resources of one print job; `data:` addresses carry their own bytes."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        """Take the resources, by address relative to the book."""
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._resources = resources
        self._types = MimeTypes()  # the types Python knows; the machine's own list is not asked
        self.missed: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Give a resource; note an address that leads anywhere else, and raise ValueError."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(url.removeprefix(BASE).partition("#")[0])
        if path not in self._resources:
            self.missed.append(path)
            message = f"{path} was not handed in"
            raise ValueError(message)
        kind, _ = self._types.guess_type(path)
        given = {"Content-Type": kind or "application/octet-stream"}
        return URLFetcherResponse(url, self._resources[path], given)

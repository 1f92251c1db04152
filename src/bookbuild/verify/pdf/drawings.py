"""Tells whether two drawings of two PDF files are the same.

In: form XObjects. Out: a digest of each: its operators, its box, and all that it draws with (fonts,
images, patterns), however deep and under whatever object numbers that stands in its file. How a
stream is packed makes no difference.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final, cast

import pikepdf

_DRAWN: Final = ("/BBox", "/Matrix", "/Group")
_DRAWS_WITH: Final = "Tf Do gs cs CS sc SC scn SCN sh"
"""The operators that name what they draw with (ISO 32000-1, annex A)."""
_PACKING: Final = frozenset({"/Length", "/Filter", "/DecodeParms"})

ObjectNumber = tuple[int, int]


class Drawings:
    """The drawings of one file; what several draw with is digested once."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._known: dict[ObjectNumber, str] = {}

    def digest(self, form: Any) -> str:
        """Give the digest of a form XObject.

        Pages may have their resources in common, so what it does not draw with is left out.
        """
        with_what = self._entries(_drawn_with(form))
        box = (self._told(form.get(key)) for key in _DRAWN)
        return _digest([_unpacked(form).hex(), *box, *with_what])

    def _told(self, thing: Any) -> str:
        """Digest a value; an object that leads back to itself counts as seen."""
        if not isinstance(thing, pikepdf.Object) or not thing.is_indirect:
            return self._looked_at(thing)
        number = thing.objgen
        if number not in self._known:
            self._known[number] = ""
            self._known[number] = self._looked_at(thing)
        return self._known[number]

    def _looked_at(self, thing: Any) -> str:
        match thing:
            case pikepdf.Stream():
                entries = {key: thing[key] for key in set(thing.keys()) - _PACKING}
                return _digest(["stream", *self._entries(entries), _unpacked(thing).hex()])
            case pikepdf.Dictionary():
                return _digest(["dictionary", *self._entries(dict(thing.items()))])
            case pikepdf.Array():
                return _digest(["array", *(self._told(item) for item in thing)])
            case pikepdf.String():
                return _digest(["string", bytes(thing).hex()])
            case _:
                return _digest([type(thing).__name__, str(thing)])

    def _entries(self, entries: dict[str, Any]) -> list[str]:
        return [part for key in sorted(entries) for part in (key, self._told(entries[key]))]


def _drawn_with(form: Any) -> dict[str, Any]:
    """Give the resources that a form's operators name, each under its kind and its name."""
    named = {
        str(operand)
        for instruction in pikepdf.parse_content_stream(form, _DRAWS_WITH)
        for operand in cast("list[Any]", instruction.operands)
        if isinstance(operand, pikepdf.Name)
    }
    return {
        kind + name: things[name]
        for kind, things in form.get("/Resources", {}).items()
        if isinstance(things, pikepdf.Dictionary)
        for name in named & set(things.keys())
    }


def _unpacked(stream: Any) -> bytes:
    """Give the bytes of a stream, as they are where nothing but a viewer unpacks them (JPEG)."""
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _digest(parts: list[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()

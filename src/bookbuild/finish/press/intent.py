"""The printing condition: an ICC profile inside the file that says what its inks look like.

In: the bytes of a profile. Out: the file's OutputIntent, or why the profile will not do
(ICC.1:2010, 7.2 the header and 9.2.41 the description; ISO 15930-7, 6.5).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, String

from bookbuild.model.diagnostic import Diagnostic

_HEADER: Final = 128


def unfit(profile: bytes) -> Iterator[Diagnostic]:
    """Yield a finding when a profile is not one of a four-colour press."""
    kind, space, signature = profile[12:16], profile[16:20], profile[36:40]
    if (kind, space, signature) != (b"prtr", b"CMYK", b"acsp"):
        yield Diagnostic(
            code="PRS005",
            message="the ICC profile is not that of a press with cyan, magenta, yellow and black",
            hints=("ask the printing house for the profile of its paper",),
        )


def output_intent(pdf: pikepdf.Pdf, profile: bytes) -> Dictionary:
    """Give the OutputIntent that carries a profile, named as the profile names itself."""
    stream = pdf.make_stream(profile, N=4)
    name = String(_description(profile))
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=stream,
    )


def _description(profile: bytes) -> str:
    """Read a profile's own name: a `desc` (version 2) or `mluc` (version 4) text."""
    tag = _tag(profile, b"desc")
    if tag[:4] == b"mluc":
        length, offset = struct.unpack_from(">II", tag, 20)
        return tag[offset : offset + length].decode("utf-16-be")
    if tag[:4] == b"desc":
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].rstrip(b"\0").decode("ascii", "replace")
    return "CMYK"


def _tag(profile: bytes, wanted: bytes) -> bytes:
    """Find a tag in the table behind the header; empty when there is none."""
    if len(profile) < _HEADER + 4:
        return b""
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    for at in range(_HEADER + 4, min(_HEADER + 4 + 12 * count, len(profile) - 11), 12):
        name, offset, size = struct.unpack_from(">4sII", profile, at)
        if name == wanted:
            return profile[offset : offset + size]
    return b""

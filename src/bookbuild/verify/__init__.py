"""Artefact in; proof or findings out, by our own checks, which need no program but ourselves.

The outside validators (veraPDF, EPUBCheck, …) run in `bookbuild verify`; see `validators`.
"""

from __future__ import annotations

from typing import assert_never

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import Format
from bookbuild.model.press import JobTicket
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.verify.plain import verify_plain


def verify(
    artefact: Artefact, fmt: Format, book: ResolvedDocument, sources: tuple[Artefact, ...] = ()
) -> Outcome[tuple[str, ...]]:
    """Read a file back and hold it against what it must be; give the names of the checks.

    sources: the files it was made from, of a file that was finished rather than written. A file for
    a printing house does not come here: it is held against its job ticket, below.
    """
    match fmt.renderer:
        case "pdf":
            from bookbuild.verify.pdf import verify_pdf  # noqa: PLC0415  # opens pikepdf

            return verify_pdf(artefact, fmt, book.imprint)
        case "sheets":
            from bookbuild.verify.pdf.imposed import verify_imposed  # noqa: PLC0415  # opens pikepdf

            return verify_imposed(artefact, fmt, sources)
        case "text":
            return verify_plain(artefact)
        case "web":
            from bookbuild.verify.web import verify_web  # noqa: PLC0415  # opens lxml

            return verify_web(artefact, book)
        case "epub":
            from bookbuild.verify.epub import verify_epub  # noqa: PLC0415  # opens lxml

            return verify_epub(artefact, fmt, book.imprint)
        case "press":
            raise AssertionError(f"{fmt.name}: a file for a printing house is held to its ticket")
        case _:
            assert_never(fmt.renderer)


def verify_press_file(content: bytes, ticket: JobTicket) -> Outcome[tuple[str, ...]]:
    """Hold a file for a printing house against its job ticket; give the names of the checks."""
    from bookbuild.verify.pdf.press import verify_press_file as hold  # noqa: PLC0415  # opens pikepdf

    return hold(content, ticket)

"""A small page, printed: HTML in; outline, words or findings out.

The page is half-letter with the book's fonts and a text area of 297 × 496 points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final

from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import HALF_LETTER
from bookbuild.render.pdf import Printed, PrintJob, print_pdf
from bookbuild.system.fonts import FONT_PACKAGES, font_directory, private_fonts
from bookbuild.verify.pdf import Expected, Floors, Stack, Written, findings_in, outline_of
from bookbuild.verify.words import words_of_html

CSS: Final = """
@page { size: 396pt 612pt; margin: 58pt 45pt 58pt 54pt;
  @bottom-right { content: counter(page) } @top-left { content: "Running head" } }
@page cover { margin: 20pt }
html { font: 12pt/16pt "Atkinson Hyperlegible" }
body { margin: 0 }
h1, h2 { font-family: Literata; font-weight: 600; margin: 0 0 8pt }
h1 { font-size: 30pt; line-height: 36pt; bookmark-level: 1 }
h2 { font-size: 16pt; line-height: 20pt; bookmark-level: 2 }
p, ul, ol, dl, figure, table, blockquote { margin: 0 0 8pt }
ul ul { list-style: disc }
sup { font-size: 8pt; line-height: 0 }
.foot { float: footnote; footnote-policy: line; font-size: 10.5pt; line-height: 14pt }
::footnote-call, ::footnote-marker { content: none }
"""
SQUARE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect/></svg>'


@cache
def open_fonts() -> None:
    """Make this process print with the book's fonts alone."""
    folders = [font_directory(family) for family in FONT_PACKAGES]
    private_fonts(folders, Path(gettempdir()) / "bookbuild-tests-fonts")


def page(body: str, *, head: str = "") -> str:
    """Put a body into a whole page."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Test</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def job(css: str = "", **given: Any) -> PrintJob:
    """Give a print job for a test page."""
    values: dict[str, Any] = {
        "title": "Test",
        "language": "en",
        "stylesheets": (("base.css", CSS), ("test.css", css)),
        "resources": {"square.svg": SQUARE},
    }
    return PrintJob(**{**values, **given})


def printed(body: str, css: str = "", **given: Any) -> Outcome[Printed]:
    """Print a body."""
    open_fonts()
    html = page(body)
    return print_pdf(job(css, **given), lambda _map: html, {})


def printed_with(
    compose: Callable[[Mapping[str, str]], str],
    last_map: Mapping[str, str] | None = None,
    css: str = "",
) -> Outcome[Printed]:
    """Print what a function of the page map composes."""
    open_fonts()
    return print_pdf(job(css), lambda page_of: page(compose(page_of)), last_map or {})


def tagged(body: str, css: str = "") -> str:
    """Print a body and give the outline of its tags; fail when anything is wrong with either."""
    outcome = printed(body, css)
    faults = [str(found) for found in (*outcome.diagnostics, *proven(outcome.value))]
    assert not faults, "\n".join(faults)
    lines = outline_of(outcome.value.pdf).splitlines()
    assert lines[0] == "Document"
    return "\n".join(line.removeprefix("  ") for line in lines[1:])


def proven(made: Printed) -> list[Any]:
    """Give what our own checks find in a printed file."""
    expected = Expected(
        words=words_of_html(made.html),
        title="Test",
        language="en",
        stack=Stack(paper=HALF_LETTER),
        written=Written.of([made.html]),
        floors=Floors(text=12, note=10.5, small=8, figure=10.5),
    )
    return list(findings_in(made.pdf, expected))


def found(body: str, css: str = "", **given: Any) -> str:
    """Print a body and give the findings of the printer, one a line, without hints."""
    return "\n".join(
        str(found).splitlines()[0] for found in printed(body, css, **given).diagnostics
    )

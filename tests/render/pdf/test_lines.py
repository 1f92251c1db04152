"""Lines of standing type are shaped once, and again when their text has changed."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.text.line_break import Layout

from bookbuild.render.pdf import print_pdf, standing_type
from kit.printing import job, open_fonts, page

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><text y='30'>S</text></svg>"
CSS = ".page-ref { font-variant-numeric: tabular-nums }"


def text(target: str) -> str:
    """Give two parts; the first names a page of the second, and a picture says something."""
    return page(
        f'<p>See page <span class="page-ref">{target}</span>.'
        "<img src='say.svg' alt='Say'/></p>"
        "<!-- part --><p>Words of the second part</p>",
    )


def print_twice(first: str, second: str, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, int]:
    """Print one text after another in standing type: the last file, and the lines shaped for it."""
    open_fonts()
    task, standing, shaped = job(CSS, resources={"say.svg": SVG}), standing_type(), 0
    print_pdf(task, lambda _: first, {}, standing)
    theirs = Layout.reactivate

    def counting(*given: Any) -> None:
        nonlocal shaped
        shaped += 1
        theirs(*given)

    monkeypatch.setattr(Layout, "reactivate", counting)
    return print_pdf(task, lambda _: second, {}, standing).value.pdf, shaped


def alone(html: str) -> bytes:
    return print_pdf(job(CSS, resources={"say.svg": SVG}), lambda _: html, {}, None).value.pdf


def test_lines_that_stand_are_not_shaped_again(monkeypatch):
    pdf, shaped = print_twice(text("2"), text("2"), monkeypatch)

    assert pdf == alone(text("2"))
    assert shaped == 1  # the picture's letter: it is drawn from its source each time


def test_a_line_with_another_number_is_shaped_again(monkeypatch):
    pdf, shaped = print_twice(text("2"), text("3"), monkeypatch)

    assert pdf == alone(text("3"))
    assert shaped > 1

"""The yardsticks: plain WeasyPrint on finished HTML."""

import sys

import pytest
from weasyprint.text.fonts import FontConfiguration

from kit.printing import open_fonts
from tools.bench import plain

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title>'
    '<link rel="stylesheet" href="z.css"/><link rel="stylesheet" href="a.css"/></head>'
    "<body><p>A word.</p></body></html>"
)


@pytest.fixture
def document(tmp_path, monkeypatch):
    # fontTools stamps an instance of a variable font with the time, to the second
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    open_fonts()
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "z.css").write_text("@page { size: 200pt 200pt } p { font: 20pt Literata }")
    (tmp_path / "a.css").write_text("p { font-size: 30pt }")
    return tmp_path


def test_the_warm_process_prints_the_same_bytes(document, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["plain", str(document)])
    plain.main()

    warm = plain.Page(document, FontConfiguration()).print_once()

    assert warm == (document / "plain.pdf").read_bytes()


def test_the_order_of_stylesheets_counts(document):
    before = plain.Page(document, FontConfiguration()).print_once()
    (document / "page.html").write_text(
        PAGE.replace("z.css", "?").replace("a.css", "z.css").replace("?", "a.css")
    )

    assert plain.Page(document, FontConfiguration()).print_once() != before

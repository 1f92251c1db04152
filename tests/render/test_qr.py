"""A square code says its address to a camera, and its address is printed as people type it."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import zxingcpp

from bookbuild.render.qr import page_address, printed_address, qr_code
from kit.printing import printed

ADDRESS = "https://example.org/guide/06-studies"


def drawn(address=ADDRESS, size=74.0):
    return qr_code(address, size)


def seen(svg):
    """Print a code as large as on a sheet, and read it as a camera does, at 150 dpi."""
    page = printed("<img src='qr.svg' alt='A code'/>", resources={"qr.svg": svg.encode()}).value
    with pypdfium2.PdfDocument(BytesIO(page.pdf)) as pdf:
        picture = pdf[0].render(scale=150 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_a_printed_code_is_read_as_its_address():
    assert seen(drawn()) == [ADDRESS]


def test_a_code_is_black_alone_on_white():
    assert set(re.findall(r'fill="([^"]+)"', drawn())) == {"#FFFFFF", "#000000"}


def test_four_modules_around_a_code_stay_light():
    svg = drawn(size=4 + 29 + 4)
    left = [float(x) for x in re.findall(r"M([\d.]+) ", svg)]
    across = [float(width) for width in re.findall(r"h([\d.]+)v", svg)]

    assert min(left) == 4
    assert max(x + width for x, width in zip(left, across, strict=True)) == 4 + 29


def test_the_same_address_gives_the_same_drawing():
    assert drawn() == drawn()


def test_the_page_of_a_piece_lies_below_the_address_of_the_book():
    assert page_address("https://example.org/guide/", "06-studies") == ADDRESS
    assert page_address("https://example.org/guide", "06-studies") == ADDRESS


def test_an_address_is_printed_without_its_scheme():
    assert printed_address(ADDRESS) == "example.org/guide/06-studies"

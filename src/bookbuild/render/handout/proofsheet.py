"""The proof sheet of a table of clinics: every panel, many to a page, with name, slug and colour.

In: clinics, and any handout, for the house style. Out: a tagged PDF for whoever looks them over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bookbuild.model.clinic import HOUSE_COLOUR, Clinic
from bookbuild.model.diagnostic import has_errors
from bookbuild.render.clinic import logo_files, panel_html
from bookbuild.render.copy import Copy
from bookbuild.render.frames import fill, html
from bookbuild.render.handout.branding import book_of
from bookbuild.render.job import print_job
from bookbuild.render.pdf import print_pdf

_ID: Final = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')
_LOGO: Final = re.compile(r'src="clinic/')


def print_proof(copy: Copy, clinics: Sequence[Clinic]) -> bytes:
    """Print the panels of some clinics."""
    row = replace(copy.format, over=copy.format.theme, theme="proof-sheet", pages=None)
    copy = replace(copy, book=book_of(copy.book, None), format=row)
    title = f"{copy.book.imprint.title}: panels of {len(clinics)} clinics"
    files = {
        path.replace("clinic/", f"{clinic.slug}/", 1): content
        for clinic in clinics
        for path, content in logo_files(book_of(copy.book, clinic)).items()
    }
    written = fill(
        "handout/proof-sheet.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        title=title,
        clinics=[
            {
                "name": clinic.name,
                "slug": clinic.slug,
                "colour": clinic.colour or HOUSE_COLOUR,
                "panel": html(_own_names(clinic)),
            }
            for clinic in clinics
        ],
    )
    printed = print_pdf(print_job(copy, title=title, resources=files), lambda _map: written, {})
    assert not has_errors(printed.diagnostics), [str(one) for one in printed.diagnostics]
    return printed.value.pdf


def _own_names(clinic: Clinic) -> str:
    """Write a panel whose ids and files are no other panel's."""
    named = _ID.sub(rf'\1="{clinic.slug}-\2"', panel_html(clinic))
    return _LOGO.sub(f'src="{clinic.slug}/', named)

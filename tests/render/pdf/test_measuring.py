"""A galley proof tells how high each block stands, in points."""

from __future__ import annotations

import pytest

from bookbuild.render.pdf import galley_proofs
from kit.printing import job, open_fonts, page

TALL = "@page { size: 396pt 9000pt }"


def heights(body, css=TALL):
    open_fonts()
    return galley_proofs(job(css))(page(body))


def test_a_block_is_measured_from_border_to_border():
    css = (
        f"{TALL} #a {{ line-height: 20pt; padding: 3pt 0 2pt; border-top: 4pt solid; margin: 9pt }}"
    )

    assert heights("<p id='a'>One line</p>", css)["a"] == pytest.approx(4 + 3 + 20 + 2)


def test_lines_are_counted_in_the_width_they_have():
    css = f"{TALL} p {{ line-height: 20pt }} .narrow {{ width: 40pt }}"
    measured = heights("<p id='a'>one two</p><div class='narrow'><p id='b'>one two</p></div>", css)

    assert (measured["a"], measured["b"]) == (pytest.approx(20), pytest.approx(40))


def test_a_table_is_measured_without_the_space_around_it():
    css = (
        f"{TALL} table {{ border-spacing: 0; margin: 30pt }} td {{ padding: 0; line-height: 20pt }}"
    )

    assert heights("<table id='a'><tr><td>One</td></tr></table>", css)["a"] == pytest.approx(20)


def test_of_a_cell_what_stands_in_it_is_measured():
    css = f"{TALL} td {{ padding: 3pt }} p {{ margin: 0; line-height: 20pt }}"
    row = "<table><tr><td id='a'><p>One</p></td><td><p>One<br/>Two<br/>Three</p></td></tr></table>"

    assert heights(row, css)["a"] == pytest.approx(20)


def test_proofs_of_one_job_do_not_know_of_each_other():
    open_fonts()
    prove = galley_proofs(job(f"{TALL} p {{ line-height: 20pt }}"))

    assert prove(page("<p id='a'>One</p>")).keys() == {"a"}
    assert prove(page("<p id='b'>Two</p>")).keys() == {"b"}


def test_a_galley_that_parts_is_our_fault():
    with pytest.raises(AssertionError, match="one page"):
        heights("<p>One</p>" * 100, "")

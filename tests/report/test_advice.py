"""General advice is listed in full, each box once, with the place where it was written."""

from __future__ import annotations

BOX = "::: {.general}\n%s\n:::\n"
ONE = "# One {#one}\n\n" + BOX % "Be kind.\n\nSee [](#one) [@a]:\n\n- rest\n- [walk](#one)"


def test_a_box_is_given_in_full_with_what_a_bare_reference_prints(report):
    assert report(ONE).table("general") == (
        "Chapter 1 | manuscript/chapters/01.md:3:1 | Be kind. See Chapter 1: rest walk"
    )


def test_a_box_that_two_chapters_print_is_listed_once(report):
    call = '# %s {#%s}\n\n::: {part="rest"}\n:::\n'
    parts = {"parts/rest.md": BOX % "Rest."}

    shown = report(call % ("One", "one"), call % ("Two", "two"), more=parts)

    assert shown.table("general") == "Chapters 1 and 2 | manuscript/parts/rest.md:1:1 | Rest."


def test_a_box_for_the_handouts_alone_is_listed_too(report):
    only = ':::: {only="handout"}\n' + BOX % "Bring this sheet." + "::::\n"

    assert "Bring this sheet." in report(f"# One {{#one}}\n\nRest.\n\n{only}").table("general")


def test_a_text_without_such_boxes_says_so(report):
    shown = report()

    assert not shown.has("general")
    assert "No paragraph stands without a source as general advice." in shown.part("advice")


def test_the_head_counts_the_boxes(report):
    [header] = report(ONE).all("header")

    assert "1 boxes" not in "".join(header.itertext())
    assert "General advice: 1 box without a source" in "".join(header.itertext())


def test_a_box_of_a_piece_is_named_by_it(report):
    shown = report(pieces={"pieces/card.md": "# Rest {#card}\n\n" + BOX % "Let me rest."})

    assert shown.table("general") == ("Wallet card | manuscript/pieces/card.md:3:1 | Let me rest.")

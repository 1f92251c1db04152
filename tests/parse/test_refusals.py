"""What is wrong with a text is said with its place, all at once; fine text is left in peace."""

import pytest

from kit import diagnosed, diagnosed_part, parsed


def test_all_faults_of_a_file_are_told_at_once_in_order() -> None:
    text = "A `word` <b>and</b> @key.\n\n---\n\n### Low\n\n::: {.wrong}\nText.[^gone]\n"

    assert diagnosed(text) == (
        "text.md:1:3: error[MDN006]: code has no place in this book\n"
        "text.md:1:10: error[MDN001]: raw HTML is refused: `<b>`\n"
        "text.md:1:16: error[MDN001]: raw HTML is refused: `</b>`\n"
        "text.md:1:21: error[CIT003]: the key `@key` stands outside brackets\n"
        "text.md:3:1: error[MDN007]: a rule across the page is refused\n"
        "text.md:5:1: error[SEC005]: a heading of level 3 follows one of level 1\n"
        "text.md:7:1: error[MDN002]: this div is never closed\n"
        "text.md:7:1: error[MDN003]: there is no box `.wrong`\n"
        "text.md:8:6: error[NTE001]: there is no note `gone`"
    )


def test_a_link_without_a_target_leads_nowhere() -> None:
    assert diagnosed("[rest]() [rest](#)") == (
        "text.md:1:1: error[MDN011]: this link leads nowhere\n"
        "text.md:1:10: error[MDN011]: this link leads nowhere"
    )


def test_a_hint_says_what_was_meant() -> None:
    assert diagnosed("::: {.warnign}\nText.\n:::", hints=True).endswith(
        "  hint: did you mean `.warning`?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $10, at most 2 < 3 and ~5.",
        "Write to me@example.org, at 9 @ night.",
        "A (b) and c) are fine in a line; so are 1) and snake_case.",
        "Dr. Who came in 2020. So did A. Smith.",
        "[Not a link] and (not one) [at all].",
        "1. one\n\n   more of one\n2. two",
        "- one\n  - two\n  - three\n- four",
        "> A quotation.\n>\n> - with a list",
        "Term\n:   Its meaning\n\nTerm\n:   Its meaning",
        "::: {.warning}\nText.\n:::\n\n::: {.know}\nText.\n:::",
        "## Heading\nText right below, as Pandoc allows.",
        "| A |\n|---|\n| ~ |\n\nTable: One\n\n| B |\n|---|\n| 2 |\n\nTable: Two",
        'A [word]{.term key="a b"} and [mot]{lang="fr-CA"}.',
        "A note.[^a] Again.[^a]\n\n[^a]: Once.",
        "Escaped \\@key, \\{.x}, \\$a\\$, \\~b\\~, \\<b> and \\[\\@c].",
        "\\::: is no fence.",
    ],
)
def test_fine_text_has_no_findings(text: str) -> None:
    assert diagnosed(text) == ""


@pytest.mark.parametrize(
    ("text", "place_and_code"),
    [
        ("Line one\nand $x$ there.", "2:5 MDN014"),
        ("H~2~O", "1:2 MDN014"),
        ("10^th^", "1:3 MDN014"),
        ("~~gone~~", "1:1 MDN014"),
        ("A note^[inline].", "1:7 MDN014"),
        ("\\alpha", "1:1 MDN014"),
        ("a. first", "1:1 MDN014"),
        ("iv) first", "1:1 MDN014"),
        ("(2) first", "1:1 MDN014"),
        ("A.  First", "1:1 MDN014"),
        ("Heading\n===", "2:1 MDN014"),
        ("| verse", "1:1 MDN014"),
        ("- one\n\n* two", "3:1 MDN014"),
        ("Rest\n\n:   Sleep\n\n| A |\n|---|\n| 1 |", "5:1 MDN014"),
        ("Rest\n:   Sleep\n> Work\n:   Haste", "3:3 MDN013"),
        (" ## Heading", "1:2 MDN014"),
        ("A *star and more.", "1:3 MDN014"),
        ("Text ^[note]", "1:6 MDN014"),
        ("Wait![word]{.term}", "1:5 MDN011"),
        ("## Heading (#", "1:13 MDN014"),
        ("Ends in \\", "1:9 MDN014"),
        ("Text\n- one", "2:1 MDN013"),
        ("Text\n## Heading", "2:1 MDN013"),
        ("- one\n## Heading", "2:1 MDN013"),
        ("Text\n::: {.know}\nIn.\n:::", "2:1 MDN013"),
        ("Text\n> Quoted", "2:3 MDN013"),
        ("Text\n| A |\n|---|\n| 1 |", "2:1 MDN013"),
        ("Text {.general}", "1:6 MDN005"),
        ("{.general}\nText", "1:1 MDN005"),
        ("A [word] {.term} here", "1:10 MDN010"),
        ("A [word]{.term", "1:9 MDN010"),
        ("[word]{}", "1:7 MDN010"),
        ('![Rest.](figures/rest.svg "Rest"){width=50%}', "1:1 MDN004"),
        ("[@a, @b]", "1:2 CIT002"),
        ("[@a; b]", "1:6 CIT002"),
        ("Rest [@a", "1:6 CIT002"),
        ("[see @a]", "1:2 CIT004"),
        ("[-@a]", "1:2 CIT004"),
        ("-@a", "1:1 CIT003"),
        ("[](https://example.org)", "1:1 MDN011"),
        ("[rest]()", "1:1 MDN011"),
        ("[rest](#)", "1:1 MDN011"),
        ("[rest](other.md)", "1:1 MDN011"),
        ("[rest](my page.md)", "1:1 MDN011"),
        ('[rest](#title "Tip")', "1:1 MDN011"),
        ("A [rest][a].\n\n[a]: https://example.org", "3:1 MDN011"),
        (":::", "1:1 MDN012"),
        ("::: {.know\nText.\n:::", "1:1 MDN012"),
        ('::: {only="all"}\nText.\n:::', "1:1 MDN015"),
        ('::: {only=""}\nText.\n:::', "1:1 MDN015"),
        ("[mot]{lang=french-words}", "1:1 MDN015"),
        ("It [might help]{.sure}.", "1:4 MDN017"),
        ("It is [unclear if it may]{.sure}.", "1:7 MDN017"),
        ("It [may ease a bit of your pain]{.sure}.", "1:4 MDN017"),
        ("::: {#x only=book}\nText.\n:::", "1:1 MDN004"),
        ("::: {.know .warning}\nText.\n:::", "1:1 MDN003"),
        ("::: {part=x .know}\n:::", "1:1 MDN004"),
        ("::: {part=x}\nText.\n:::", "1:1 MDN008"),
        ("    code", "1:5 MDN006"),
        ("```\ncode\n```", "1:1 MDN006"),
        ("<!-- hidden -->", "1:1 MDN001"),
        ('Six inches (6").', "1:14 MDN016"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |", "4:1 TBL002"),
        ("| A | B |\n|---|\n| 1 | 2 |", "2:1 TBL001"),
        ("| A |\n|---|\n| 1 |\n\nTable: One\n\nTable: Two", "7:1 TBL004"),
        ("See ![Rest.](figures/rest.svg) here.", "1:5 FIG003"),
        ("![Rest.](figures/rest.svg)", "1:1 FIG004"),
        ('![](figures/rest.svg "Rest")', "1:1 FIG005"),
        ('![Rest.](../rest.svg "Rest")', "1:1 FIG006"),
        ('![Rest.](/rest.svg "Rest")', "1:1 FIG006"),
        ("## Heading {icon=clock}", "1:1 MDN004"),
    ],
)  # fmt: skip
def test_a_slip_is_found_where_it_is(text: str, place_and_code: str) -> None:
    told = [line.split(": ")[:2] for line in diagnosed(text).split("\n") if line]
    found = {f"{place.partition(':')[2]} {code[-7:-1]}" for place, code in told}

    assert place_and_code in found


def test_a_title_must_come_first_and_once() -> None:
    _, found = parsed("Text.\n\n# Title {#a}\n\n# Other\n\nText.")

    assert [(one.code, str(one.span)) for one in found] == [
        ("SEC001", "text.md:1:1"),
        ("SEC002", "text.md:5:1"),
    ]


def test_a_file_without_words_is_empty_and_nothing_else() -> None:
    assert [one.code for one in parsed("\n \n")[1]] == ["SEC004"]


def test_a_standard_part_has_no_title_and_some_text() -> None:
    assert diagnosed_part("**Call**\n\nText.") == ""
    assert diagnosed_part("") == "text.md:1:1: error[SEC004]: there is no text here"
    assert diagnosed_part("# Call\n\nText.") == (
        "text.md:1:1: error[SEC002]: a section has one title only"
    )


def test_a_note_that_nothing_calls_is_a_warning() -> None:
    assert diagnosed("Text.\n\n[^a]: Note.") == (
        "text.md:3:1: warning[NTE002]: nothing calls the note `a`"
    )

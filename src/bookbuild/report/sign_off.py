"""The sign-off sheet: what a reviewer fills in by hand, and the command that records it.

In: the imprint and the standing. Out: the last part of the report, made to be printed. Nothing is
filled in beforehand: a rating stands here only when a person has written it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from bookbuild.model.book import Imprint
from bookbuild.model.standing import CLINICAL, Instrument, ReviewVerdict, Standing
from bookbuild.report.instruments import QUESTIONNAIRES, Questionnaire
from bookbuild.report.markup import (
    Group,
    Markup,
    Row,
    Section,
    bullets,
    code,
    element,
    table,
    together,
)

_FIELDS: Final = ("Reviewer", "Role (profession and post)", "Date", "Signature")
_LINES_FOR_REASONS: Final = 4
_CLINICAL_ITEMS: Final = (
    "What is said of benefit is no more than the sources bear",
    "Harms, warning signs, and who should not have it are right and complete",
    "What must not be mixed or done before and after is right",
    "The numbers are right, and what they are out of is plain",
    "The paragraphs of general advice are sound",
    "Emergency words and telephone numbers are right where this is handed out",
    "Nothing tells a patient to start, change or stop a dose alone",
    "Other choices are given fairly, no treatment among them",
    "Pieces for people who are very ill are right in their words and in how they are given",
    "It is kind: no false hope, no needless fear",
)


def sign_off_sheet(imprint: Imprint, standing: Standing) -> Section:
    """Give the sheet: the form, the command, then the items of each instrument."""
    pieces = [
        _covers(imprint, standing),
        _form(),
        _command(),
        _clinical_items(standing),
        *(_items(name, form, standing) for name, form in QUESTIONNAIRES.items()),
    ]
    return Section(id="sign-off", title="Sign-off sheet", body=together(*pieces))


def _covers(imprint: Imprint, standing: Standing) -> Markup:
    return together(
        element(
            "p",
            f"For {imprint.title}, version {imprint.version}, ",
            code(standing.copy_id),
            ". One sheet for each reviewer and instrument. It covers the text with this SHA-256 "
            "and no other: when a word changes, the text is a draft again.",
        ),
        element("p", code(standing.text), class_="digest"),
    )


def _form() -> Markup:
    fields = [element("p", element("span", f"{name}:"), class_="blank") for name in _FIELDS]
    reasons = [element("p", class_="line", aria_hidden="true") for _ in range(_LINES_FOR_REASONS)]
    return element(
        "div",
        *fields[:2],
        _choices("Instrument", get_args(Instrument)),
        _choices("Verdict", get_args(ReviewVerdict)),
        element("p", "What you looked at, and why you decide so:"),
        *reasons,
        *fields[2:],
        class_="form",
    )


def _choices(title: str, choices: Sequence[str]) -> Markup:
    return together(
        element("p", f"{title}, tick one:"),
        bullets(choices, class_="choices"),
    )


def _command() -> Markup:
    written = (
        '.venv/bin/bookbuild sign-off --reviewer "NAME" --role "PROFESSION AND POST" '
        f'--instrument "{CLINICAL}" --verdict approved '
        '--reasons "WHAT WAS LOOKED AT, AND WHY"'
    )
    return together(
        element("h3", "How it is recorded"),
        element("p", "In the folder of the book, with the text as it is now:"),
        element("pre", code(written)),
        element(
            "p",
            "For an instrument with ratings, add one ",
            code("--rating ITEM=POINTS"),
            " for each item that was rated. The command answers with the id of the text that it "
            "recorded; it must be the id above. Only an approved clinical review ends the draft.",
        ),
    )


def _clinical_items(standing: Standing) -> Markup:
    rows = [
        Row(cells=(str(at), words, "", "")) for at, words in enumerate(_CLINICAL_ITEMS, start=1)
    ]
    columns = ("Item", "What to look at", "Agree", "What should change")
    return _sheet(
        CLINICAL,
        "Read the whole text. The tables above say what each statement rests on.",
        table(_caption(CLINICAL, standing), columns, [Group(rows=rows)], name="items-clinical"),
    )


def _items(name: Instrument, form: Questionnaire, standing: Standing) -> Markup:
    rows = [Row(cells=(str(item), words, "")) for item, words in form.items.items()]
    columns = ("Item", "What it is about", "Rating")
    slug = name.lower().replace(" ", "-")
    return _sheet(
        name,
        f"Rate with the instrument itself at hand: the words below only name its items. "
        f"Rate {form.scale}.",
        table(_caption(name, standing), columns, [Group(rows=rows)], name=f"items-{slug}"),
    )


def _sheet(name: str, instruction: str, items: Markup) -> Markup:
    title = name[0].upper() + name[1:]
    return element(
        "div", element("h3", title), element("p", instruction), items, class_="instrument"
    )


def _caption(name: str, standing: Standing) -> str:
    return f"Items of the {name}, for {standing.copy_id}"

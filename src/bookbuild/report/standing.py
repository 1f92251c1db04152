"""How the text stands: which state of it this is, who signed it off, when it is due again.

In: the imprint and the standing. Out: the first part of the report. Whether a date has passed is
left to the reader, because the same text gives the same report on every day.
"""

from __future__ import annotations

from bookbuild.model.book import Imprint
from bookbuild.model.standing import Release, Review, Standing
from bookbuild.report.instruments import score_of
from bookbuild.report.markup import (
    Group,
    Markup,
    Row,
    Section,
    code,
    element,
    joined,
    table,
    together,
)


def state(imprint: Imprint, standing: Standing) -> Section:
    """Say which text this is, whether it is a draft, and what reviewers said."""
    facts = {
        "Title": f"{imprint.title}: {imprint.subtitle}",
        "For": imprint.audience,
        "Version": f"{imprint.version}, {imprint.date.isoformat()}",
        "This text": code(standing.copy_id),
        "SHA-256 of this text": code(standing.text),
        "Standing": element("strong", standing.draft_line or _signed_off_by(standing)),
        "Sources searched": imprint.search_date.isoformat(),
        "Next review by": standing.review_by.isoformat(),
        "Released editions": _releases(standing),
    }
    pieces = [_facts(facts), _reviews(standing)]
    return Section(id="state", title="State of the text", body=together(*pieces))


def _facts(facts: dict[str, str]) -> Markup:
    pairs = [
        element("div", element("dt", name), element("dd", words)) for name, words in facts.items()
    ]
    return element("dl", *pairs)


def _signed_off_by(standing: Standing) -> str:
    last = standing.last_clinical
    assert last, "who signed off a text has reviewed it"
    return f"Signed off by {last.reviewer}, {last.role}, on {last.date.isoformat()}"


def _releases(standing: Standing) -> str:
    if not standing.releases:
        return "none"
    return joined((_release(one, standing) for one in standing.releases), between="; ")


def _release(one: Release, standing: Standing) -> Markup:
    this = " (this text)" if one.text == standing.text else ""
    return together(code(one.id), f" of {one.date.isoformat()}{this}")


def _reviews(standing: Standing) -> Markup:
    if not standing.reviews:
        return element("p", "Nobody has recorded a review.")
    columns = ("Reviewer", "Date", "Instrument", "Verdict", "Reasons", "Ratings", "Covers")
    rows = [_review(one, standing) for one in standing.reviews]
    return table("Reviews", columns, [Group(rows=rows)], name="reviews")


def _review(one: Review, standing: Standing) -> Row:
    fresh = one.text == standing.text
    return Row(
        cells=(
            f"{one.reviewer}, {one.role}",
            one.date.isoformat(),
            one.instrument,
            one.verdict,
            one.reasons,
            score_of(one) if fresh else "of an earlier text: not shown",
            _covers(one, fresh=fresh),
        )
    )


def _covers(one: Review, *, fresh: bool) -> str | Markup:
    if end := one.withdrawn:
        when = f"taken back on {end.date.isoformat()}: no longer counts"
        return together(element("strong", when), f" ({end.reasons})")
    return "this text" if fresh else element("strong", "an earlier text: no longer counts")

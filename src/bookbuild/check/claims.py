"""Rules on the ledger of claims: each is answered at a place, with a source, and none returns.

In: the words of an edition. Out: findings CLM001 to CLM006; none for a book without a ledger. Where
a claim is answered is asked of the whole book alone, because a handout has no room for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bookbuild.check.places import is_there, lacking, near_place, passages_at
from bookbuild.check.prose import Prose
from bookbuild.check.wordings import Wordings
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Citation
from bookbuild.model.evidence import Claim, Ledger
from bookbuild.model.walk import inlines_in


def claim_without_place(prose: Prose) -> Iterator[Diagnostic]:
    """Find claims that the book answers nowhere."""
    for claim in _claims_of_the_book(prose):
        if not claim.places:
            yield Diagnostic(
                code="CLM001",
                span=claim.span,
                message=f"claim {claim.id} has no place in the book",
                hints=('name where the book answers it: `place = "section#label"`',),
            )


def place_not_there(prose: Prose) -> Iterator[Diagnostic]:
    """Find places of claims that the book does not have."""
    for claim in _claims_of_the_book(prose):
        for place in claim.places:
            if not is_there(prose, place):
                yield Diagnostic(
                    code="CLM002",
                    span=place.span,
                    message=f"claim {claim.id} names `{place}`, which the book does not have",
                    hints=(near_place(prose, place),),
                    lacks=lacking(prose, place.labels),
                )


def place_without_source(prose: Prose) -> Iterator[Diagnostic]:
    """Find claims whose main place cites none of the sources that the verdict rests on.

    A claim that the book does not take up is explained at its place, mostly without those sources.
    """
    for claim in _claims_of_the_book(prose):
        if claim.dropped or not claim.places or not is_there(prose, claim.places[0]):
            continue
        passages = passages_at(prose, claim.places[0])
        if all(passage.cited.isdisjoint(claim.references) for passage in passages):
            sources = ", ".join(f"`{key}`" for key in claim.references)
            yield Diagnostic(
                code="CLM003",
                span=claim.places[0].span,
                message=f"`{claim.places[0]}` cites no source of claim {claim.id}",
                hints=(f"cite one of {sources} there, or name the place that does",),
            )


def source_nobody_checked(prose: Prose) -> Iterator[Diagnostic]:
    """Find sources that are neither in the ledger nor marked as background, at their first use."""
    ledger = prose.book.claims
    if ledger is None:
        return
    known = {key for claim in ledger.claims for key in claim.references}
    known |= {row.reference for row in ledger.background}
    for section in prose.book.sections:
        for inline in inlines_in(section.blocks):
            for cited in inline.cited if isinstance(inline, Citation) else ():
                if cited.key not in known:
                    known.add(cited.key)
                    yield Diagnostic(
                        code="CLM004",
                        span=cited.span,
                        message=f"no claim rests on `{cited.key}`",
                        hints=("add it to a claim, or say in `[[background]]` why it is cited",),
                    )


def wrong_claim_returns(prose: Prose) -> Iterator[Diagnostic]:
    """Find wordings of claims that were judged wrong, unless the text denies them."""
    ledger = prose.book.claims
    if ledger is None:
        return
    banned = _banned(ledger)
    for unit in prose.units:
        if unit.kind == "blank":  # the reader writes there what matters to her
            continue
        for found in banned.found_in(unit.text, unit.sentences):
            words = unit.text[found.start : found.stop]
            yield Diagnostic(
                code="CLM005",
                span=unit.at(found.start),
                message=f"claim {found.value.id}, which was found wrong, returns: `{words}`",
                hints=(f"this book says: {found.value.says}",),
            )


def citation_gone(prose: Prose) -> Iterator[Diagnostic]:
    """Find sources of claims that no place of the claim cites, or that need not be let off.

    A verdict often rests on more sources than the text names; those stand in the row as `uncited`,
    so that a source that is taken out of the text is missed.
    """
    for claim in _claims_of_the_book(prose):
        if not claim.places or not all(is_there(prose, place) for place in claim.places):
            continue
        cited = frozenset[str]().union(
            *(passage.cited for place in claim.places for passage in passages_at(prose, place))
        )
        for key in claim.references:
            if key not in cited and key not in claim.uncited:
                says = f"no place of claim {claim.id} cites `{key}`"
                yield _unlike_its_row(claim, says, f"cite it at `{claim.places[0]}`")
        for key in claim.uncited:
            if key in cited or key not in claim.references:
                says = f"claim {claim.id} need not list `{key}` as uncited"
                yield _unlike_its_row(claim, says, "take it out of `uncited`")


def _unlike_its_row(claim: Claim, says: str, hint: str) -> Diagnostic:
    return Diagnostic(code="CLM006", span=claim.span, message=says, hints=(hint,))


@cache
def _banned(ledger: Ledger) -> Wordings[Claim]:
    return Wordings((wording, claim) for claim in ledger.claims for wording in claim.banned)


def _claims_of_the_book(prose: Prose) -> tuple[Claim, ...]:
    ledger = prose.book.claims
    return ledger.claims if ledger and prose.book.edition == "book" else ()

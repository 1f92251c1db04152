"""Words of a paragraph: from markdown-it's flat tokens to our inlines.

In: an `inline` token. Out: nested inlines with typographic quotes and dashes and with places in the
file; what may not stand inside a line is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token

from bookbuild.model.certainty import SCALE, levels_in
from bookbuild.model.diagnostic import Severity
from bookbuild.model.document import (
    Certainty,
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Strong,
    TermUse,
    Text,
)
from bookbuild.model.source import Span
from bookbuild.model.walk import plain
from bookbuild.parse.attributes import Attributes
from bookbuild.parse.citations import citation
from bookbuild.parse.reading import Reading, Words
from bookbuild.parse.suspects import Stands, find_suspects
from bookbuild.parse.typography import OBJECT, curl, dashes

DEEPEST: Final = 8
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_SPAN_WORDS: Final = ("term", "sure", "lang", "key")
_LONGEST_MARK: Final = 6


def inlines_of(
    reading: Reading, tokens: list[Token], words: Words, stands: Stands
) -> tuple[Inline, ...]:
    """Make inlines of the tokens of one run of words."""
    run = _Run(reading=reading, words=words)
    _print_marks(run, tokens, stands)
    made = _inlines(run, iter(tokens), closing="", depth=0)
    return _trimmed(made)


@dataclass(slots=True)
class _Run:
    """One run of words; `printed` holds each text token's words as they are printed."""

    reading: Reading
    words: Words
    printed: dict[int, str] = field(default_factory=dict)

    def span(self, token: Token) -> Span:
        return self.words.span(self.reading, token.meta["at"])


def _print_marks(run: _Run, tokens: list[Token], stands: Stands) -> None:
    """Curl quotes over the whole run, since an opening and a closing one may be tokens apart."""
    typed = "".join(_typed(token) for token in tokens)
    curled, alone = curl(typed)
    starts: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        length = len(_typed(token))
        if token.type == "text" and length:
            run.printed[id(token)] = dashes(curled[at : at + length])
        if length:
            starts.append((at, token.meta["at"]))
        at += length

    def place(offset: int) -> Span:
        """Find a letter of the typed run in the file: the last token that starts before it."""
        first, there = max((one for one in starts if one[0] <= offset), default=(0, 0))
        return run.words.span(run.reading, there + offset - first)

    for offset in alone:
        run.reading.fault(
            "MDN016",
            place(offset),
            "this quotation mark has no partner",
            'write both marks of a quotation; for inches write the word, or `\\"`',
            severity=Severity.WARNING,
        )
    for suspect in find_suspects(typed, stands):
        run.reading.fault(suspect.code, place(suspect.at), suspect.message, suspect.hint)


def _typed(token: Token) -> str:
    """Give what a token adds to the run: words, a space, a stand-in, or nothing for brackets."""
    match token.type:
        case "text":
            return token.content
        case "softbreak":
            return "\n"
        case "hardbreak":
            return OBJECT + "\n"  # the backslash before the end of the line
        case (
            "text_special" | "citation" | "note_call" | "inline_note" | "image" | "code_inline"
            | "html_inline"
        ):  # fmt: skip
            return OBJECT
        case _:
            # A quotation mark right behind a closed bracket does not stand behind a word.
            return OBJECT if token.nesting < 0 else ""


def _inlines(run: _Run, tokens: Iterator[Token], *, closing: str, depth: int) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.nesting > 0 and depth >= DEEPEST:
            _too_deep(run, token)
        elif token.nesting >= 0:
            _add(run, made, token, tokens, depth)
    return tuple(one for one in made if not (isinstance(one, Text) and not one.text))


def _too_deep(run: _Run, token: Token) -> None:
    run.reading.fault(
        "MDN009",
        run.span(token),
        f"words are nested more than {DEEPEST} levels deep",
        "take some of the markup away",
    )


def _add(run: _Run, made: list[Inline], token: Token, tokens: Iterator[Token], depth: int) -> None:
    """Add what one token stands for (with all it encloses) to the inlines made so far."""
    match token.type:
        case "text":
            _add_text(run, made, token, run.printed.get(id(token), ""))
        case "text_special":
            _refuse_stray_backslash(run, token)
            _add_text(run, made, token, token.content)
        case "softbreak":
            _add_text(run, made, token, " ")
            made.append(Text(text="", span=run.span(token)))  # a new line has a place of its own
        case "hardbreak":
            made.append(LineBreak(span=run.span(token)))
        case "note_call":
            made.append(_note_call(run, token))
        case "citation":
            made.extend(citation(run.reading, run.span(token), token.content))
        case "code_inline" | "html_inline" | "image" | "inline_note":
            _refuse(run, token)
            _add_text(run, made, token, token.content if token.type == "code_inline" else "")
        case _:
            inside = _inlines(
                run, tokens, closing=token.type.replace("_open", "_close"), depth=depth + 1
            )
            made.extend(_enclosing(run, token, inside))


def _add_text(run: _Run, made: list[Inline], token: Token, text: str) -> None:
    """Join a piece of text to the text before it, if they stand on one line."""
    last = made[-1] if made else None
    if not text:
        return
    if isinstance(last, Text):
        span = last.span if last.text else run.span(token)
        made[-1] = Text(text=last.text + text, span=span)
    else:
        made.append(Text(text=text, span=run.span(token)))


def _note_call(run: _Run, token: Token) -> NoteCall:
    call = NoteCall(name=token.meta["name"], span=run.span(token))
    run.reading.calls.append(call)
    return call


def _enclosing(run: _Run, token: Token, inside: tuple[Inline, ...]) -> tuple[Inline, ...]:
    span = run.span(token)
    match token.type:
        case "strong_open":
            return (Strong(content=inside, span=span),)
        case "em_open":
            return (Emphasis(content=inside, span=span),)
        case "link_open":
            return _link(run, token, inside)
        case "span_open":
            return _span(run, span, token.meta["attributes"], inside)
        case _:
            raise AssertionError(f"the parser made `{token.type}`, which nobody asked for")


def _link(run: _Run, token: Token, inside: tuple[Inline, ...]) -> tuple[Inline, ...]:
    # A link is stamped at its first word, inside the bracket.
    at = max(token.meta["at"] - (token.markup != "autolink"), 0)
    span = run.words.span(run.reading, at)
    href = str(token.attrs.get("href", ""))
    if "title" in token.attrs:
        run.reading.fault(
            "MDN011", span, "the title of a link is never printed", "leave the quoted words out"
        )
    if href.startswith("#") and len(href) > 1:
        return (CrossReference(label=unquote(href[1:]), content=inside, span=span),)
    if not href or href == "#":
        run.reading.fault("MDN011", span, "this link leads nowhere", "write `[words](#label)`")
    elif not re.match(r"(?:https?|mailto|tel):", href, re.IGNORECASE):
        run.reading.fault(
            "MDN011",
            span,
            f"a link must lead to a label or to an address of the web, not to `{unquote(href)}`",
            "write `[](#label)` for another place in this book",
        )
    elif not plain(inside).strip():
        run.reading.fault(
            "MDN011", span, f"the link to `{href}` has no words", f"write `[words]({href})`"
        )
    return (Link(href=href, content=inside, span=span),)


def _span(
    run: _Run, span: Span, attributes: Attributes, inside: tuple[Inline, ...]
) -> tuple[Inline, ...]:
    _refuse_attributes(run, span, attributes)
    if attributes.value("lang") is not None:
        inside = (_foreign(run, span, attributes.value("lang") or "", inside),)
    if "sure" in attributes.classes:
        inside = _certainty(run, span, inside)
    if "term" not in attributes.classes:
        return inside
    key = attributes.value("key")
    named = key if key is not None else plain(inside).replace("\u2019", "'")
    return (TermUse(key=" ".join(named.casefold().split()), content=inside, span=span),)


def _foreign(run: _Run, span: Span, language: str, inside: tuple[Inline, ...]) -> Foreign:
    if not _LANGUAGE.fullmatch(language):
        run.reading.fault(
            "MDN015", span, f"`{language}` is not a language", 'write its short name: `lang="fr"`'
        )
    return Foreign(language=language, content=inside, span=span)


def _certainty(run: _Run, span: Span, inside: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Make a mark of words that name one level of the scale, and little else."""
    words = plain(inside)
    levels = {stated.level for stated in levels_in(words)}
    if not levels:
        fault, hint = "is no word of the scale", f"use a word of the scale: {SCALE}"
    elif len(levels) > 1:
        fault, hint = "names more than one level of the scale", "mark each of them by itself"
    elif len(words.split()) > _LONGEST_MARK:
        fault = "is too long for a mark"
        hint = f"mark at most {_LONGEST_MARK} words, such as `may help`"
    else:
        return (Certainty(level=levels.pop(), content=inside, span=span),)
    run.reading.fault("MDN017", span, f"`{words}` {fault}", hint)
    return inside


def _refuse_attributes(run: _Run, span: Span, attributes: Attributes) -> None:
    """Refuse all but what makes words a term, a mark, or words in another language."""
    strange = [f".{name}" for name in attributes.classes if name not in {"term", "sure"}]
    strange += [name for name, _ in attributes.pairs if name not in {"lang", "key"}]
    strange += [f"#{attributes.label}"] if attributes.label else []
    if attributes.value("key") is not None and "term" not in attributes.classes:
        strange.append("key")
    for name in strange:
        near = get_close_matches(name.lstrip(".#"), _SPAN_WORDS, n=1)
        run.reading.fault(
            "MDN004",
            span,
            f"words in a line cannot have `{name}`",
            f"did you mean `{near[0]}`?" if near else 'use `{.term}`, `{.sure}` or `{lang="fr"}`',
        )


def _refuse(run: _Run, token: Token) -> None:
    match token.type:
        case "code_inline":
            run.reading.fault(
                "MDN006", run.span(token), "code has no place in this book", "use plain words"
            )
        case "html_inline":
            run.reading.fault(
                "MDN001",
                run.span(token),
                f"raw HTML is refused: `{token.content}`",
                "use Markdown; for a `<` write `\\<`",
            )
        case "inline_note":
            run.reading.fault(
                "MDN014",
                run.span(token),
                "Pandoc reads `^[` as a note inside the line, which this book does not use",
                "call the note, `[^name]`, and write it on its own line: `[^name]: Text.`",
            )
        case _:
            run.reading.fault(
                "FIG003",
                run.span(token),
                "a picture cannot stand inside a line of text",
                "put it in a paragraph of its own, with blank lines around it",
            )


def _refuse_stray_backslash(run: _Run, token: Token) -> None:
    if token.info == "escape" and len(token.content) > 1:
        run.reading.fault(
            "MDN014",
            run.span(token),
            f"`{token.content}` means something else to Pandoc (TeX, or a fixed space)",
            "leave the backslash out, or write `\\\\` for a backslash",
        )


def _trimmed(made: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Drop the spaces that braces leave at the end of a heading."""
    last = made[-1] if made else None
    if not isinstance(last, Text):
        return made
    text = last.text.rstrip(" \n")
    return (*made[:-1], Text(text=text, span=last.span)) if text else made[:-1]

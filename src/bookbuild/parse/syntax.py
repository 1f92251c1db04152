"""Our rules on top of CommonMark, each a piece of Pandoc's Markdown.

In: markdown-it's states. Out: its tokens `div_open`/`div_close`, `span_open`/`span_close`,
`citation`, `note_call`, `inline_note`; the attributes of headings and images stand in
`token.meta["attributes"]`.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image

from bookbuild.parse.attributes import NO_ATTRIBUTES, Attributes, attributes_at

_DIV_CLOSE: Final = re.compile(r":{3,}[ \t]*$")
_DIV_WORD: Final = re.compile(r":{3,}[ \t]*([^\s{}:]+)[ \t]*:*[ \t]*$")
_DIV_BRACE: Final = re.compile(r":{3,}[ \t]*(?=\{)")
_REST: Final = re.compile(r"[ \t]*:*[ \t]*$")
_HEADING_BRACE: Final = re.compile(r"(?:^|[ \t]+)(?=\{[^{}]*\}[ \t]*$)")
_CITATION: Final = re.compile(r"\[[^\[\]]*@[^\[\]]*\](?![({]|\[(?!\^))")
_NOTE_CALL: Final = re.compile(r"\[\^([^\]\s]+)\]")
# A brace or a bracket that opens a list of sources starts with a key, or with words before a key.
_KEY_INSIDE: Final = re.compile(r"(?:^\[|[\s;(])-?@[\w{]")


def add_rules(parser: MarkdownIt) -> None:
    """Teach a parser our rules; each goes before the rule of CommonMark that it would meet."""
    parser.block.ruler.before(
        "fence", "div", _div, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("link", "inline_note", _inline_note)
    parser.inline.ruler.before("link", "note_call", _note_call)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.at("image", _image)
    parser.core.ruler.before("inline", "heading_attributes", _heading_attributes)


def _div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """`::: {.class}` … `:::`; each closing fence closes the last div that is open, as in Pandoc."""
    if state.is_code_block(start_line):
        return False
    attributes = _opening(_line(state, start_line))
    if attributes is None:
        return False
    if silent:
        return True
    closing = _closing_line(state, start_line, end_line)
    stop = end_line if closing is None else closing
    parent, line_max = state.parentType, state.lineMax
    state.parentType = "div"
    state.lineMax = stop  # a paragraph must not run on past the closing fence
    token = state.push("div_open", "div", 1)
    token.map = [start_line, stop]
    token.meta = {"attributes": attributes, "closed": closing is not None}
    state.md.block.tokenize(state, start_line + 1, stop)
    state.push("div_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = stop if closing is None else stop + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _opening(line: str) -> Attributes | None:
    if not line.startswith(":::"):
        return None
    if word := _DIV_WORD.match(line):
        return Attributes(classes=(word[1],))
    if brace := _DIV_BRACE.match(line):
        found = attributes_at(line, brace.end())
        if found and _REST.match(line, found[1]):
            return found[0]
    return None


def _closing_line(state: StateBlock, start_line: int, end_line: int) -> int | None:
    depth = 1
    for number in range(start_line + 1, end_line):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return None  # the list item around the div has ended
        if not line.startswith(":::"):
            continue
        if _DIV_CLOSE.match(line):
            depth -= 1
        elif _opening(line) is not None:
            depth += 1
        if depth == 0:
            return number
    return None


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`^[words]`: Pandoc's note inside a line, which is found here only to be refused."""
    if not state.src.startswith("^[", state.pos):
        return False
    if not silent:
        state.push("inline_note", "", 0).content = "^"
    state.pos += 1
    return True


def _note_call(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[^name]`; whether the note exists is asked later, so that a missing one is reported."""
    if not _opens_bracket(state):
        return False
    call = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if call is None:
        return False
    if not silent:
        state.push("note_call", "", 0).meta["name"] = call[1]
    state.pos = call.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[@key; @key, p. 4]`: a bracket without brackets inside that holds a key."""
    if not _opens_bracket(state):
        return False
    bracket = _CITATION.match(state.src, state.pos, state.posMax)
    if bracket is None or not _KEY_INSIDE.search(bracket[0]):
        return False
    if not silent:
        state.push("citation", "", 0).content = bracket[0]
    state.pos = bracket.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[words]{.class key="value"}`."""
    if not _opens_bracket(state):
        return False
    start, stop = state.pos, state.posMax
    label_end = state.md.helpers.parseLinkLabel(state, start)
    if label_end < 0 or state.src[label_end + 1 : label_end + 2] != "{":
        return False
    found = attributes_at(state.src, label_end + 1)
    if found is None or found[1] > stop:
        return False
    if not silent:
        state.push("span_open", "span", 1).meta["attributes"] = found[0]
        state.pos, state.posMax = start + 1, label_end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found[1], stop
    return True


def _opens_bracket(state: StateInline) -> bool:
    """Tell of a `[` that is not the second half of `![`, which Pandoc takes for a picture."""
    at = state.pos
    if state.src[at] != "[":
        return False
    return state.src[max(at - 1, 0)] != "!" or state.src[max(at - 2, 0)] == "\\"


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`![caption](path "title"){#label}`: CommonMark's image with Pandoc's attributes."""
    if not image(state, silent):
        return False
    found = attributes_at(state.src, state.pos)
    if not silent:
        state.tokens[-1].meta["attributes"] = found[0] if found else NO_ATTRIBUTES
    if found:
        state.pos = found[1]
    return True


def _heading_attributes(state: StateCore) -> None:
    """`## Words {#label}`: braces at the end of a heading belong to the heading."""
    for number, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        words = state.tokens[number + 1]
        brace = _HEADING_BRACE.search(words.content)
        found = attributes_at(words.content, brace.end()) if brace else None
        token.meta = {"attributes": found[0] if found else NO_ATTRIBUTES}
        if brace and found:
            words.content = words.content[: brace.start()]

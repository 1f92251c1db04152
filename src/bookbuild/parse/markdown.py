"""The door to markdown-it-py: CommonMark, pipe tables, definition lists, notes, and our own rules.

In: the text of a file. Out: markdown-it's flat list of tokens. Every inline token knows where it
starts: `token.meta["at"]` is the offset in the content of its paragraph, heading or cell, which
markdown-it itself does not keep.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bookbuild.parse.syntax import add_rules

# markdown-it stops descending here. Eight levels of our own boxes and lists need three of its
# levels each at most, so whatever it leaves out is reported as nested too deep.
_DEEPEST = 40


def tokens_of(text: str) -> list[Token]:
    """Cut Markdown into tokens; any text is good enough for that."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.inline = _PlacedInline()
    parser.configure("commonmark", options_update={"maxNesting": _DEEPEST})
    parser.enable("table")
    # Addresses of links on lines of their own would be words that vanish; `suspects` refuses them.
    # Merged text would hide where things are; the merging is done in `inlines`.
    parser.disable(["lheading", "reference", "fragments_join", "text_join"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.disable("footnote_ref")
    add_rules(parser)
    return parser


class _PlacedInline(ParserInline):
    """The inline parser with a state that remembers places."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _PlacedState(StateInline):
    """markdown-it's inline state; each token is stamped with the offset it starts at."""

    _text_at = 0

    def append_pending(self, text: str) -> None:
        if not (self._pending or self._pending_buffer):  # `pending` would join them: quadratic
            self._text_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  # markdown-it's name
        token = super().pushPending()
        token.meta["at"] = self._text_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token

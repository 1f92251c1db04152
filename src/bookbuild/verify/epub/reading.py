"""The words of a content document in the order in which they are read, from its tree.

In: the root of an XHTML document. Out: its words, by the rules of `verify.words`, which reads HTML
that need not be well-formed; a document of an e-book is, and libxslt reads its tree ten times as
fast.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml import etree

from bookbuild.verify.words import BLOCKS, UNREAD, VOID, normal_words

# Characters that Unicode gives no meaning, so that no text holds them.
_EDGE: Final = "\ufdd0"
"""Stands where a block begins or ends."""
_NOTE: Final = "\ufdd1"
_NOTE_ENDS: Final = "\ufdd2"
_MARKS: Final = re.compile(f"([{_EDGE}{_NOTE}{_NOTE_ENDS}])")

_HIDDEN: Final = "@hidden or @aria-hidden = 'true'"
_TEXT: Final = f"""
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:html="http://www.w3.org/1999/xhtml" xmlns:drawn="http://www.w3.org/2000/svg">
  <xsl:output method="text"/>
  <xsl:template match="{{blocks}}">{_EDGE}<xsl:apply-templates/>{_EDGE}</xsl:template>
  <xsl:template match="html:br" priority="2"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="{{void}}" priority="2"/>
  <xsl:template match="html:img" priority="2">
    <xsl:if test="not({_HIDDEN})"><xsl:value-of select="concat(' ', @alt, ' ')"/></xsl:if>
  </xsl:template>
  <xsl:template match="drawn:svg | html:svg">
    <xsl:value-of select="concat(' ', @aria-label, ' ')"/>
    <xsl:if test="not(string(@aria-label))">
      <xsl:for-each select="(.//drawn:title | .//html:title)[not(ancestor::*[{_HIDDEN}])]">
        <xsl:value-of select="concat(' ', ., ' ')"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*[{_HIDDEN} or @role = 'doc-footnote']" priority="1">
    <xsl:choose>
      <xsl:when test="{_HIDDEN}"><xsl:apply-templates select="." mode="unread"/></xsl:when>
      <xsl:when test="{{is_block}}">{_EDGE}<xsl:apply-templates/>{_EDGE}</xsl:when>
      <xsl:otherwise>{_NOTE}<xsl:apply-templates/>{_NOTE_ENDS}</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="{{unread}}" priority="2">
    <xsl:apply-templates select="." mode="unread"/>
  </xsl:template>
  <xsl:template match="*" mode="unread">
    <xsl:apply-templates select="*" mode="unread"/>
  </xsl:template>
  <xsl:template match="{{blocks}}" mode="unread" priority="2">
    <xsl:text>{_EDGE}</xsl:text>
    <xsl:apply-templates select="*" mode="unread"/>
    <xsl:text>{_EDGE}</xsl:text>
  </xsl:template>
  <xsl:template match="html:br" mode="unread" priority="2"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="{{void}} | html:img" mode="unread" priority="2"/>
  <xsl:template match="*[@role = 'doc-footnote']" mode="unread" priority="1">
    <xsl:text>{_NOTE}</xsl:text>
    <xsl:apply-templates select="*" mode="unread"/>
    <xsl:text>{_NOTE_ENDS}</xsl:text>
  </xsl:template>
</xsl:stylesheet>"""
"""To look for three attributes at once is twice as fast as to look for each. A break, a picture,
what can hold no text and what is never read go before that: none becomes a note. The mode `unread`
goes through what is left out: its blocks part the words before it from those behind."""


def words_in(root: etree._Element) -> list[str]:
    """Give the words of a document in the order in which they are read.

    A page-foot note comes after the block that calls it, a picture says its alternative, and what
    is hidden from reading is left out.
    """
    said = str(_said()(root))
    return normal_words(_notes_last(said) if _NOTE in said else said.replace(_EDGE, " "))


@cache
def _said() -> etree.XSLT:
    """Give what writes down a tree as text, with marks where blocks and notes begin and end."""
    blocks = sorted(f"html:{name}" for name in BLOCKS - {"br"})
    text = _TEXT.format(
        blocks=" | ".join(blocks),
        is_block=" or ".join(f"self::{name}" for name in blocks),
        void=" | ".join(sorted(f"html:{name}" for name in VOID - BLOCKS - {"img"})),
        unread=" | ".join(sorted(f"{of}:{name}" for of in ("html", "drawn") for name in UNREAD)),
    )
    return etree.XSLT(etree.fromstring(text))


def _notes_last(said: str) -> str:
    """Let the notes that are called in a run of text wait until the run ends, and drop the marks.

    What a note holds, blocks and other notes too, is one run.
    """
    read: list[str] = []
    notes: list[str] = []
    inside = 0
    for part in _MARKS.split(said):
        if part == _NOTE:
            inside += 1
            notes.append(" ")
        elif part == _NOTE_ENDS:
            inside -= 1
        elif part == _EDGE and inside:
            notes.append(" ")
        elif part == _EDGE:
            read += [" ", *notes, " "]
            notes = []
        else:
            (notes if inside else read).append(part)
    return "".join([*read, *notes])

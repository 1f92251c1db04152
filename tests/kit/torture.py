"""HTML and CSS that a tag builder may stumble over: each case is (body, CSS)."""

from __future__ import annotations

from typing import Final

_MANY = "several words that run on " * 60
_LINK = '<a href="https://example.org/">a link</a>'
_NOTE = (
    '<a role="doc-noteref" id="call" href="#note">a</a><span class="foot" role="doc-footnote"'
    ' id="note"><a role="doc-backlink" href="#call">a</a> A note.</span>'
)

CASES: Final[dict[str, tuple[str, str]]] = {
    "flex": ("<div class='x'><p>One</p><p>Two</p><span>Three</span></div>", ".x{display:flex}"),
    "grid": (
        "<div class='x'><p>One</p><p>Two</p></div>",
        ".x{display:grid;grid-template-columns:1fr 1fr}",
    ),
    "columns over a page": (
        f"<div class='x'><h1>Head</h1><p>{_MANY}</p><p>{_MANY * 3}</p></div>",
        ".x{columns:2} .x h1{column-span:all}",
    ),
    "nested tables": (
        "<table><tr><th>Outer</th><td><table><tr><th>In</th><td>1</td></tr></table></td></tr></table>",
        "",
    ),
    "spans in a table": (
        (
            "<table><thead><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr>"
            "<tr><th>C</th><th>D</th></tr></thead>"
            "<tbody><tr><th>x</th><td>1</td><td>2</td></tr></tbody></table>"
        ),
        "",
    ),
    "table head and foot over pages": (
        "<table><thead><tr><th>Name</th><th>No</th></tr></thead>"
        "<tfoot><tr><td>Sum</td><td>9</td></tr>"
        "</tfoot>" + "".join(f"<tr><th>Row</th><td>{n}</td></tr>" for n in range(80)) + "</table>",
        "",
    ),
    "a picture in a table's head": (
        "<table><thead><tr><th><img src='square.svg' alt='Dot'/></th><th>No</th></tr></thead>"
        + "".join(f"<tr><th>Row</th><td>{n}</td></tr>" for n in range(60))
        + "</table>",
        "",
    ),
    "a table without body rows kept apart": (
        "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
        "",
    ),
    "fixed box on every page": (
        f"<p class='x' aria-hidden='true'>Stamp</p><p>{_MANY * 4}</p>",
        ".x{position:fixed;top:0;right:0}",
    ),
    "running element": (
        f"<p class='x' aria-hidden='true'>Head {_LINK}</p><p>{_MANY * 4}</p>",
        ".x{position:running(head)} @page{@top-right{content:element(head)}}",
    ),
    "float": (f"<p class='x'>Aside</p><p>{_MANY}</p>", ".x{float:right;width:80pt}"),
    "inline block": (
        "<p>One <span class='x'>two three</span> four</p>",
        ".x{display:inline-block}",
    ),
    "block link": (
        f"<p><a class='x' href='https://example.org/'>A {_MANY}</a></p>",
        ".x{display:block}",
    ),
    "link round blocks": ("<a href='https://example.org/'><h1>Title</h1><p>Text</p></a>", ""),
    "link round emphasis": ("<p><a href='https://example.org/'><em>a</em> <b>b</b></a></p>", ""),
    "empty link": ("<p>Text <a href='https://example.org/'></a> more</p>", ""),
    "hidden link": (f"<p aria-hidden='true'>{_LINK}</p><p>Text</p>", ""),
    "link with a pseudo-element": (f"<p>{_LINK}</p>", "a::after{content:' (out)'}"),
    "note in a list item": (f"<ul><li>One{_NOTE}</li></ul>", ""),
    "note in a heading": (f"<h1>Title{_NOTE}</h1><p>Text</p>", ""),
    "note in a cell": (f"<table><tr><th>A{_NOTE}</th><td>1</td></tr></table>", ""),
    "note in a caption": (
        f"<figure><img src='square.svg' alt='Dot'/><figcaption>Seen{_NOTE}</figcaption></figure>",
        "",
    ),
    "note in a term": (f"<dl><dt>Term{_NOTE}</dt><dd>Meaning</dd></dl>", ""),
    "note in the middle of a word": (f"<p>super{_NOTE}position</p>", ""),
    "preformatted": ("<pre>one  two\n  three</pre>", ""),
    "line breaks": ("<p>one<br/>two<br/><br/>three</p>", ""),
    "bare text": ("Text <b>bold</b> <div>div</div> text <section>in a section</section>", ""),
    "mixed list items": (
        "<ul><li>text<p>paragraph</p>text</li><li><p>only</p></li><li></li></ul>",
        "",
    ),
    "inside markers": ("<ul class='x'><li>One</li></ul>", ".x{list-style-position:inside}"),
    "list of images": ("<ul class='x'><li>One</li></ul>", ".x{list-style-image:url(square.svg)}"),
    "drop cap": (
        "<p class='x'>Once upon a time there was pain</p>",
        ".x{padding-top:9pt}.x::first-letter{font-size:2em}",
    ),
    "first line": (f"<p class='x'>{_MANY}</p>", ".x::first-line{color:#333}"),
    "invisible": ("<p>Text</p><p hidden>Gone</p>", ""),
    "soft hyphens": (
        "<p class='x'>anti\u00adcoagula\u00adtion</p>",
        ".x{width:60pt;hyphenate-character:'-'}",
    ),
    "no-break spaces": ("<p>10\u00a0mg and\u00a05\u00a0ml</p>", ""),
    "long word": ("<p class='x'>" + "x" * 90 + "</p>", ".x{overflow-wrap:anywhere}"),
    "justified": (f"<p class='x'>{_MANY}</p>", ".x{text-align:justify}"),
    "letter-spaced": ("<p class='x'>Spaced out words</p>", ".x{letter-spacing:2pt}"),
    "picture on a line": ("<p>Before <img src='square.svg' alt='Dot'/> after</p>", ""),
    "turned": ("<p class='x'>Turned words</p>", ".x{margin:40pt;transform:rotate(3deg)}"),
    "two languages deep": (
        "<section lang='fr'><p>Oui <span lang='en'>yes <em lang='fr'>oui</em></span></p></section>",
        "",
    ),
    "nothing": ("", ""),
}

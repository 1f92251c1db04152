"""E-books in reading systems: epub.js and foliate-js, each in a real browser.

In: an e-book's bytes, a screen, day or night. Out: an open book that can be turned to a document,
asked for what it shows, and touched. The pages that hold the reading systems set what readers set:
a black page with light text and links at night, and nothing by day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, Page

from kit.browsers import PATIENCE
from kit.shelf import shelf


class Screen(NamedTuple):
    """A device, by the pixels that its pages are laid out in."""

    name: str
    width: int
    height: int


PHONE: Final = Screen("phone", 390, 844)
E_READER: Final = Screen("e-reader", 536, 724)
TABLET: Final = Screen("tablet", 820, 1180)
SCREENS: Final = (PHONE, E_READER, TABLET)

NIGHT: Final = """
html, body { background: #000 !important; color: #ddd !important }
a:link { color: #9cf !important }
"""

# What both pages share: the text of an element as it is seen, and how it stands out.
_LOOK: Final = """
window.looked = doc => {
  const lum = ([r, g, b]) => [r, g, b].map(c => (c /= 255, c <= 0.04045 ? c / 12.92
    : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const parts = colour => colour.match(/[\\d.]+/g).map(Number)
  const ground = el => {
    for (; el; el = el.parentElement) {
      const [r, g, b, a = 1] = parts(doc.defaultView.getComputedStyle(el).backgroundColor)
      if (a === 1) return [r, g, b]
    }
    return [255, 255, 255]
  }
  const dim = []
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement, words = walker.currentNode.data.trim()
    if (!words || !el.checkVisibility()) continue
    const a = lum(parts(doc.defaultView.getComputedStyle(el).color)), b = lum(ground(el))
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) dim.push(`${words.slice(0, 40)} (${ratio.toFixed(1)})`)
  }
  const pictures = [...doc.images].map(img => [img.getAttribute('src'), img.naturalWidth > 0])
  const page = doc.documentElement
  const far = [...doc.body.querySelectorAll('*')].filter(el => el.checkVisibility()
    && el.getBoundingClientRect().right > page.getBoundingClientRect().right + 1)
  return {text: doc.body.innerText, dim, broken: pictures.filter(p => !p[1]).length,
    wide: far.slice(0, 3).map(el => `${el.localName}.${el.className}`)}
}
"""

_EPUBJS: Final = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>epub.js</title>
<style>body {{ margin: 0 }} #area {{ width: 100vw; height: 100vh; overflow: auto }}</style>
<script src="/node/jszip/dist/jszip.min.js"></script>
<script src="/node/epubjs/dist/epub.min.js"></script></head><body><div id="area"></div><script>
{_LOOK}
const book = ePub('/book.epub')
const rendition = book.renderTo('area', {{width: '100%', height: '100%', flow: 'scrolled-doc'}})
rendition.hooks.content.register(contents => {{
  const style = contents.document.createElement('style')
  style.textContent = 'body {{ padding: 0 1.2em !important }}' + window.css
  contents.document.head.append(style)
}})
window.selected = ''
rendition.on('selected', (range, contents) => window.selected = contents.window.getSelection() + '')
window.theDocument = () => rendition.getContents()[0].document
window.turnTo = async href => {{ await rendition.display(href) }}
window.where = () => rendition.currentLocation()?.start?.href ?? ''
window.facts = () => ({{title: book.packaging.metadata.title,
  contents: book.navigation.toc.map(one => one.label.trim()),
  landmarks: book.navigation.landmarks.map(one => one.type),
  pages: book.pageList ? book.pageList.pageList.length : 0,
  files: book.spine.spineItems.map(one => one.href)}})
window.opened = book.ready.then(() => rendition.display())
</script></body></html>"""

_FOLIATE: Final = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>foliate-js</title>
<style>body {{ margin: 0 }} foliate-view {{ display: block; width: 100vw; height: 100vh }}
dialog {{ width: 80vw; height: 40vh; padding: 0 }}
dialog foliate-view {{ width: 100%; height: 100% }}
</style></head><body><script>{_LOOK}</script><script type="module">
import '/node/foliate-js/view.js'
import {{ FootnoteHandler }} from '/node/foliate-js/footnotes.js'
const hidden = ['footnote', 'endnote'].map(name => `aside[epub|type~="${{name}}"]`)
const css = `${{window.css}} ${{hidden}} {{ display: none }}`
const styles = '@namespace epub "http://www.idpf.org/2007/ops";' + css
const view = document.createElement('foliate-view')
document.body.append(view)
const popups = new FootnoteHandler()
popups.addEventListener('before-render', e => {{
  const dialog = document.createElement('dialog')
  dialog.append(e.detail.view)
  document.body.append(dialog)
  dialog.showModal()
  e.detail.view.renderer.setAttribute('flow', 'scrolled')
  e.detail.view.renderer.setStyles(styles)
}})
popups.addEventListener('render', e => window.popped = e.detail.view.renderer.getContents()[0].doc)
view.addEventListener('link', e => popups.handle(view.book, e))
window.theDocument = () => view.renderer.getContents()[0].doc
window.turnTo = href => view.goTo(href)
window.where = () => view.book.sections[view.renderer.getContents()[0].index].id
window.facts = () => ({{title: view.book.metadata.title,
  contents: view.book.toc.map(one => one.label),
  landmarks: view.book.landmarks.map(one => one.type).flat(),
  pages: view.book.pageList ? view.book.pageList.length : 0,
  files: view.book.sections.map(one => one.id)}})
window.opened = (async () => {{
  await view.open('/book.epub')
  view.renderer.setAttribute('flow', new URLSearchParams(location.search).get('flow') || 'scrolled')
  view.renderer.setStyles(styles)
  await view.goTo(0)
}})()
</script></body></html>"""

READERS: Final = {"epub.js": _EPUBJS, "foliate-js": _FOLIATE}
# What the reading systems themselves do, whatever the book.
_NOISE: Final = ("allow-scripts", "sandbox")


@dataclass
class OpenBook:
    """A book in a reading system; faults: what the browser complained of."""

    page: Page
    faults: list[str] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, Any]:
        """Give what the reading system knows of the book."""
        return dict(self.page.evaluate("facts()"))

    @property
    def where(self) -> str:
        """Give the file that is shown."""
        return str(self.page.evaluate("where()"))

    def turn_to(self, href: str) -> None:
        """Turn to a place."""
        self.page.evaluate("async href => { await turnTo(href) }", href)
        self.page.wait_for_function("theDocument()?.readyState === 'complete'")

    def look(self) -> dict[str, Any]:
        """Give what the document on show looks like: text, what is dim, broken or too wide."""
        self.page.evaluate(
            "async () => { await Promise.all([...theDocument().images].map(i => i.decode())) }"
        )
        return dict(self.page.evaluate("looked(theDocument())"))

    def touch(self, selector: str) -> None:
        """Touch the first element that a selector finds in the document on show."""
        self.page.evaluate("s => theDocument().querySelector(s).click()", selector)

    def arrives(self, file: str) -> bool:
        """Wait until a file is shown."""
        self.page.wait_for_function("file => where().endsWith(file)", arg=file)
        return True


@contextmanager
def opened(
    chromium: Browser, reader: str, content: bytes, *, screen: Screen = PHONE, css: str = ""
) -> Iterator[OpenBook]:
    """Open an e-book in a reading system that adds some CSS of its reader's."""
    files = {
        "/book.epub": content,
        "/read.html": READERS[reader].encode(),
        "/favicon.ico": b"",
    }
    context = chromium.new_context(viewport={"width": screen.width, "height": screen.height})
    context.set_default_timeout(PATIENCE)
    try:
        with shelf(files) as address:
            book = OpenBook(page=context.new_page())
            book.page.on("console", lambda said: _complain(book, said.type, said.text))
            book.page.on("pageerror", lambda error: book.faults.append(str(error)))
            book.page.on("requestfailed", lambda one: book.faults.append(f"failed: {one.url}"))
            book.page.add_init_script(f"window.css = {json.dumps(css)}")
            book.page.goto(f"{address}/read.html")
            book.page.evaluate("async () => { await opened }")
            yield book
    finally:
        context.close()


def _complain(book: OpenBook, kind: str, text: str) -> None:
    if kind in {"error", "warning"} and not any(noise in text for noise in _NOISE):
        book.faults.append(text)

"""Read what stands in braces: `{#label .class key="value"}`.

In: text and the place of a brace. Out: the attributes and where they end, or None when Pandoc would
not read them as attributes either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Long enough for any text alternative, short enough that hostile text cannot make us scan far.
_BRACES: Final = re.compile(r'\{(?:[^{}"]|"(?:[^"\\]|\\.)*"){0,2000}\}')
_ATTRIBUTE: Final = re.compile(
    r"""\s*(?:
        \#(?P<label>[^\s{}="'#]+)
      | \.(?P<class>[^\W\d][\w-]*)
      | (?P<key>[^\W\d][\w:-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"'{}=]+))
    )(?=[\s}])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """A label, classes, and pairs of key and value, as the author gave them."""

    label: str | None = None
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str | None:
        """Give the first value of a key."""
        return next((value for name, value in self.pairs if name == key), None)


NO_ATTRIBUTES: Final = Attributes()


def attributes_at(text: str, start: int) -> tuple[Attributes, int] | None:
    """Read the braces that open at `start`; give the attributes and the place after the brace."""
    braces = _BRACES.match(text, start)
    if braces is None:
        return None
    label, classes, pairs = None, [], []
    at = start + 1
    stop = braces.end() - 1
    while text[at:stop].strip():
        one = _ATTRIBUTE.match(text, at)
        if one is None or one.end() > stop:
            return None
        if one["label"]:
            label = one["label"]
        elif one["class"]:
            classes.append(one["class"])
        else:
            pairs.append((one["key"], one["bare"] or _unescaped(one["quoted"] or "")))
        at = one.end()
    attributes = Attributes(label=label, classes=tuple(classes), pairs=tuple(pairs))
    return None if attributes == NO_ATTRIBUTES else (attributes, braces.end())


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)

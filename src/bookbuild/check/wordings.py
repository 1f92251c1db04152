"""Find wordings that must not come back, whatever their endings, unless a sentence denies them.

In: wordings as an author lists them, and sentences. Out: where a sentence says such a thing. In a
wording `a|b` is either word and `…` stands for up to five words; each word stands for its other
endings too, and small words (`the`, `of`, `your`) may stand between two. A sentence that asks, or
that denies the wording (`has not been shown to be safer`), is no match, and neither is one that the
next sentence calls wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from bookbuild.check.sentences import Sentence, words_of

T = TypeVar("T")
_Step: TypeAlias = frozenset[str]

_GAP: Final[_Step] = frozenset({"…"})
_LONGEST_GAP: Final = 5
_MOST_SMALL_WORDS: Final = 2
_ENDINGS: Final = ("ing", "ed", "es", "ly", "s")


class Found(NamedTuple, Generic[T]):
    """A wording in a sentence: where it begins and stops in the text, and what belongs to it."""

    start: int
    stop: int
    value: T


class Wordings(Generic[T]):
    """Wordings, each with what belongs to it."""

    def __init__(self, wordings: Iterable[tuple[str, T]]) -> None:
        """Sort the wordings by the words they can begin with."""
        self._found: dict[str, tuple[Found[T], ...]] = {}
        self._by_first: dict[str, list[tuple[tuple[_Step, ...], T]]] = {}
        for wording, value in wordings:
            first, *rest = _steps(wording)
            for word in first:
                self._by_first.setdefault(word, []).append((tuple(rest), value))

    def found_in(self, text: str, sentences: Sequence[Sentence]) -> tuple[Found[T], ...]:
        """Give the first of each thing that a text's sentences say of what they must not say."""
        if text not in self._found:
            self._found[text] = tuple(self._look_through(text, sentences))
        return self._found[text]

    def _look_through(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Found[T]]:
        for at, sentence in enumerate(sentences):
            after = sentences[at + 1] if at + 1 < len(sentences) else None
            told: list[T] = []
            for found in self._said_in(sentence):
                if found.value in told or _asks(text, sentence):
                    continue
                if not _denied(text, sentence, found) and not (after and _refutes(text, after)):
                    told.append(found.value)
                    yield found

    def _said_in(self, sentence: Sentence) -> Iterator[Found[T]]:
        """Yield the wordings of a sentence that no word of their own stretch denies."""
        stems: list[str] = []
        for word in sentence.words:
            stems += stems_of(word.text)
        for first, begins in enumerate(stems):
            for rest, value in self._by_first.get(begins, ()):
                after = _match(stems, first + 1, rest)
                if after is not None and not _denies_between(stems[first + 1 : after], rest):
                    places = tuple(_places(sentence))
                    yield Found(places[first][0], places[after - 1][1], value)


def holds(text: str, cues: tuple[str, ...]) -> bool:
    """Tell whether a text holds one of some letters: a cheap look before a dear one."""
    for cue in cues:  # noqa: SIM110  # `any` would cost three times as much here
        if cue in text:
            return True
    return False


@cache
def stem(word: str) -> str:
    """Give a word without its ending, in small letters: `affecting`, `affects` are `affect`.

    Rough on purpose: both sides are cut in the same way, so the rest need not be a word.
    """
    word = word.casefold().replace("’", "'").removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("e") or word


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_SMALL: Final = _stems(
    "a an the this that these your you my our its their his her of to for from in on any some"
)
_DENIALS: Final = _stems(
    "not no never none nobody nothing neither nor cannot without unclear unknown unproven untrue"
    " false wrong whether if doubt myth don't doesn't isn't can't"
)
_CLAUSE: Final = re.compile(r"[,;:–—(]")
_DENIED_BEHIND: Final = re.compile(
    r"\W+(?:(?:of|for|with|from|in)\W+(?:\w+\W+){1,3})?"
    r"(?:ha[sd]|have|is|are|was|were|do|does|did|can|could|will|would|may)\W+"
    r"(?:not|never|unclear|unknown|untrue|wrong)\b",
    re.IGNORECASE,
)
_REFUTES: Final = re.compile(
    r"\W*(?:this|that|it|they|both|such \w+) (?:is|are|was|were) (?:\w+ )?"
    r"(?:wrong|false|untrue|incorrect|a myth|not (?:so|true|right|correct))\b",
    re.IGNORECASE,
)


def _steps(wording: str) -> list[_Step]:
    """Read a wording; words joined by hyphens are words of their own."""
    steps: list[_Step] = []
    for written in wording.replace("-", " ").split():
        choices = [stem(word.text) for word in words_of(written.replace("|", " "))]
        steps.append(frozenset(choices) if choices else _GAP)
    return steps


@cache
def stems_of(word: str) -> tuple[str, ...]:
    """Give the stems of a word; words joined by hyphens are words of their own."""
    return tuple(stem(part) for part in word.split("-"))


def _places(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the stretch of the text that each of the stems takes."""
    for word in sentence.words:
        at = word.at
        for part in word.text.split("-"):
            yield at, at + len(part)
            at += len(part) + 1


def _match(stems: Sequence[str], at: int, steps: Sequence[_Step]) -> int | None:
    """Give the place after a wording whose first word stands before `at`, or None."""
    if not steps:
        return at
    if steps[0] is _GAP:
        gaps = range(at, min(at + _LONGEST_GAP, len(stems)) + 1)
        return next((end for gap in gaps if (end := _match(stems, gap, steps[1:]))), None)
    for here in range(at, min(at + _MOST_SMALL_WORDS + 1, len(stems))):
        if stems[here] in steps[0]:
            return _match(stems, here + 1, steps[1:])
        if stems[here] not in _SMALL:
            return None
    return None


def _denies_between(stems: Sequence[str], steps: Sequence[_Step]) -> bool:
    """Tell whether a word that the wording does not have itself denies it in the middle."""
    own = frozenset[str]().union(*steps)
    return any(word in _DENIALS and word not in own for word in stems)


def _asks(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.stop].rstrip(" ”’)").endswith("?")


def _denied(text: str, sentence: Sentence, found: Found[T]) -> bool:
    """Tell whether the words before a wording, in its clause, or those right behind it deny it."""
    clause = _CLAUSE.split(text[sentence.start : found.start])[-1]
    if any(stem(word.text) in _DENIALS for word in words_of(clause)):
        return True
    return bool(_DENIED_BEHIND.match(text[found.stop : sentence.stop]))


def _refutes(text: str, after: Sentence) -> bool:
    return bool(_REFUTES.match(text[after.start : after.stop]))

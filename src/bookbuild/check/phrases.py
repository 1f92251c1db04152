"""Find phrases in sentences.

In: phrases as an author lists them. Out: where they occur in a sentence, as whole words, in small
letters or capitals. They are looked up by their first words, so that a long list costs no more than
a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bookbuild.check.sentences import Sentence, small, words_of

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases, each with what belongs to it."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Sort the phrases by their first words; the longest come first."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in phrases:
            words = _folded(phrase)
            assert words, "a phrase has words"
            self._by_first.setdefault(words[0], []).append((words, value))
        for same in self._by_first.values():
            same.sort(key=lambda one: -len(one[0]))

    def found_in(self, sentence: Sentence) -> Iterator[tuple[int, int, T]]:
        """Yield first word, word after the last, and value of each phrase in a sentence."""
        words = sentence.small
        if self._by_first.keys().isdisjoint(words):
            return
        for at, first in enumerate(words):
            for phrase, value in self._by_first.get(first, ()):
                if words[at : at + len(phrase)] == phrase:
                    yield at, at + len(phrase), value


def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(small(word) for word in words_of(phrase))

"""Which sentences do not say who acts: the passive voice of plain English.

In: a sentence, cut into words. Out: the places of its passives. A passive is a form of `be` or
`get` before a past participle, with nothing between but adverbs, or the subject of a question.
Participles that have become adjectives (`you are tired`) and names (`it is called`) are none: they
tell a state, and nobody has to be named.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bookbuild.check.sentences import Sentence, Word

_BE: Final = frozenset("am are be been being is isn't aren't was wasn't were weren't".split())
_GET: Final = frozenset("get gets getting got gotten".split())
_BEGINS: Final = _BE | _GET
_ADVERBS: Final = frozenset(
    "all almost also always both each even ever first here just long more most much never not "
    "now often once only quite rather seldom so sometimes soon still then there too twice very "
    "well yet".split()
)
# A question puts its subject between: "Is it given …", "Were the people watched …".
_PRONOUNS: Final = frozenset("he i it people she that these they this those we you".split())
_ARTICLES: Final = frozenset("a an any my our some the their these this those your".split())
_ASKING: Final = frozenset("how what when where which who whom why".split())
_IRREGULAR: Final = frozenset(
    "beaten begun bent bitten blown bought bound broken brought built burnt caught chosen cut "
    "dealt done drawn driven drunk eaten fed felt forbidden forgotten fought found frozen given "
    "ground grown heard held hidden hit hurt kept known laid led left lent let lit lost made "
    "meant met misled mistaken overcome overdone overseen paid proven put read rebuilt redone "
    "repaid rewritten said seen sent set sewn shaken shared shed shot shown shut sold sought "
    "spent split spoken spread stolen struck stuck sung swept sworn taken taught thought thrown "
    "told torn understood undone withdrawn withheld woken won worn wound written".split()
)
# States and names, and words that only look like participles.
_NO_PARTICIPLES: Final = frozenset(
    "advanced aged alleged ashamed bored called complicated concerned confused depressed "
    "detailed determined devoted embarrassed excited exhausted experienced feed frightened "
    "hundred indeed interested limited located married mixed named need pleased "
    "related relaxed relieved retired sacred satisfied scared seed speed supposed "
    "surprised tired unchanged unexpected unlicensed unwanted used worried".split()
)
_USED: Final = "used"
_ENDING: Final = re.compile(r"[a-z]{2,}ed")
_MOST_BETWEEN: Final = 3


@lru_cache(maxsize=2**15)  # a chapter's sentences count for it, for the whole, and for the handout
def passives(sentence: Sentence) -> tuple[Word, ...]:
    """Give the form of `be` or `get` with which each passive of a sentence begins."""
    if _BEGINS.isdisjoint(sentence.small):
        return ()
    words = sentence.words
    begun = (at for at, word in enumerate(sentence.small) if word in _BEGINS)
    return tuple(words[at] for at in begun if _is_passive(words, at, sentence.small[at]))


def _is_passive(words: tuple[Word, ...], at: int, small: str) -> bool:
    """Tell whether a form of `be` or `get`, in small letters, begins a passive."""
    if small in _BE:
        return _reaches_participle(words, _after_subject(words, at))
    return _reaches_participle(words, at + 1)


def _after_subject(words: tuple[Word, ...], at: int) -> int:
    """Give the place after a form of `be`, and after the subject if it asks a question."""
    asks = at == 0 or words[at - 1].text.casefold() in _ASKING
    after = at + 1
    if not asks or after >= len(words):
        return after
    subject = words[after].text.casefold()
    if subject in _ARTICLES and after + 2 < len(words):
        return after + 2
    return after + 1 if subject in _PRONOUNS else after


def _reaches_participle(words: tuple[Word, ...], first: int) -> bool:
    """Tell whether adverbs alone, and no comma, stand before a participle."""
    for at in range(first, min(first + _MOST_BETWEEN + 1, len(words))):
        if words[at].at - words[at - 1].stop > 1:
            return False
        small = words[at].text.casefold()
        if _is_participle(small, words[at + 1].text.casefold() if at + 1 < len(words) else ""):
            return True
        if not (small in _ADVERBS or small.endswith("ly")):
            return False
    return False


def _is_participle(word: str, following: str) -> bool:
    if word == _USED:  # "is used for pain" is one, "are used to it" is none
        return following != "to"
    last = word.rpartition("-")[2]
    if last in _NO_PARTICIPLES:
        return False
    return last in _IRREGULAR or _ENDING.fullmatch(last) is not None

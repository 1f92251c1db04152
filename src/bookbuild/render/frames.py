"""The frames that pages are poured into, as Jinja2 templates of the house style.

In: the name of a template below `styles/templates/` and its values. Out: text. The only importer
of Jinja2; an unknown name in a template is an error, not an empty string.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from traceback import extract_tb
from typing import Any, Final

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from bookbuild.model.world import World

_FOLDER: Final = PurePosixPath("styles/templates")


class FrameError(Exception):
    """A template cannot be filled; the place is a path, and a line counted from 1."""

    def __init__(self, place: str, said: str) -> None:
        """Keep the place apart from what Jinja said."""
        super().__init__(f"{place}: {said}")
        self.place = place
        self.said = said

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how it is made again in another process."""
        return FrameError, (self.place, self.said)


def fill(template: str, world: World, /, **values: Any) -> str:
    """Fill a template; values are escaped unless they are `html()`.

    Raises FrameError when the template is at fault, OutsideError when it is not there.
    """
    frames = _environment(world)  # type: ignore[arg-type]  # a world is itself and no other
    try:
        return frames.get_template(template).render(**values)
    except TemplateError as error:
        raise FrameError(_place(error, template), error.message or "") from error


@lru_cache(maxsize=1)
def _environment(world: World) -> Environment:
    """Keep the templates of one house style: an edition of many pages fills them many times."""

    def source(name: str) -> tuple[str, str, Callable[[], bool]]:
        path = _FOLDER / name
        text = world.read(path).decode()
        return text, str(path), lambda: world.read(path).decode() == text

    return Environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )


def _place(error: TemplateError, template: str) -> str:
    """Give the innermost place in a template from which an exception came."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    places = reversed(extract_tb(error.__traceback__))
    within = (one for one in places if one.filename.startswith(f"{_FOLDER}/"))
    return next((f"{one.filename}:{one.lineno}" for one in within), str(_FOLDER / template))


class _Compiled(BytecodeCache):
    """Templates as they were compiled before, by their source: a sheet is filled several times."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what its source was compiled to, if it was."""
        if bucket.checksum in self._known:
            bucket.bytecode_from_string(self._known[bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a source was compiled to."""
        self._known[bucket.checksum] = bucket.bytecode_to_string()


_COMPILED: Final = _Compiled()


def html(markup: str) -> Markup:
    """Mark text that is HTML already."""
    return Markup(markup)  # noqa: S704  # our own writer has escaped it

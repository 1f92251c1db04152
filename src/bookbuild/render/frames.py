"""The frames that pages are poured into, as Jinja2 templates of the house style.

In: the name of a template below `styles/templates/` and its values. Out: text. The only importer
of Jinja2; an unknown name in a template is an error, not an empty string.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from bookbuild.model.world import World


def fill(template: str, world: World, /, **values: Any) -> str:
    """Fill a template; values are escaped unless they are `html()`."""
    frames = _environment(world)  # type: ignore[arg-type]  # a world is itself and no other
    return frames.get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment(world: World) -> Environment:
    """Keep the templates of one house style: an edition of many pages fills them many times."""

    def source(name: str) -> tuple[str, None, Callable[[], bool]]:
        path = PurePosixPath("styles/templates") / name
        text = world.read(path).decode()
        return text, None, lambda: world.read(path).decode() == text

    return Environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )


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

"""A press that stays gives the same bytes as a build, and sooner."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.format import FORMATS
from bookbuild.pipeline.build import lay_out
from bookbuild.render.pdf.setting import Setting
from bookbuild.serve.press import press
from kit.generated import generated_copy
from kit.printing import open_fonts


def test_a_book_in_which_a_word_has_changed_comes_out_as_from_a_build(monkeypatch):
    open_fonts()
    settings = set()
    setter = Setting.set

    def note(setting, html):
        settings.add(setting)
        return setter(setting, html)

    monkeypatch.setattr(Setting, "set", note)
    press(generated_copy(25))
    first = settings.copy()
    settings.clear()
    made = press(generated_copy(25, changed="A new word."))

    assert settings <= first
    assert made.value.content == lay_out(generated_copy(25, changed="A new word.")).value.content


def test_books_of_two_sizes_do_not_share_their_type():
    open_fonts()
    small = generated_copy(25)
    large = replace(small, format=FORMATS["large-print-letter"])

    assert press(large).value.content == lay_out(large).value.content
    assert press(small).value.content == lay_out(small).value.content

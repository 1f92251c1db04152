"""Glossary words: linked at first use per section, explained at first use in the book."""

from kit.tiny import findings, resolved, tiny_world

GLOSSARY = """[terms."drip"]
explanation = "Medicine that runs slowly into a vein."
also = ["drips"]
sources = []
"""
ONE = "# One {#one}\n\nA [drip]{.term} helps. [Drips]{.term} take time.\n"
TWO = "# Two {#two}\n\nAnother [drip]{.term}.\n"


def test_a_word_is_linked_once_in_each_section():
    book = resolved(tiny_world(ONE, TWO, glossary=GLOSSARY)).value

    assert sorted((label, span.line) for label, span in book.first_uses) == [("one", 3), ("two", 3)]


def test_a_word_is_explained_once_in_the_book():
    book = resolved(tiny_world(ONE, TWO, glossary=GLOSSARY)).value

    assert [label for label, _ in book.explained] == ["one"]


def test_the_glossary_knows_who_uses_a_word():
    book = resolved(tiny_world(ONE, TWO, glossary=GLOSSARY)).value

    assert book.terms["drip"].used_in == ("one", "two")


def test_a_word_that_is_not_explained_is_found_where_it_stands():
    assert findings(tiny_world("# One {#one}\n\nA [dripp]{.term}.\n", glossary=GLOSSARY)) == (
        "manuscript/chapters/01.md:3:3: error[TRM001]: the glossary does not explain `dripp`\n"
        "manuscript/glossary.toml:1:1: warning[TRM002]: no section marks `drip`"
    )


def test_a_handout_need_not_use_every_word():
    world = tiny_world("# One {#one}\n\nText.\n", glossary=GLOSSARY)

    assert findings(world, "handout") == ""
    assert "TRM002" in findings(world, "book")

"""Sources can be come back from, and telephone numbers can be tapped; no word changes."""

from __future__ import annotations

from bookbuild.render.web.calls import let_call, mark_calls

CITED = ("a", "b", "c", "d")


def cite(key: str) -> str:
    number = CITED.index(key) + 1
    return f'<a role="doc-biblioref" href="sources.html#ref-{key}">{number}</a>'


def marked(key: str) -> str:
    return cite(key).replace("<a ", f'<a id="call-{key}" ')


def test_the_first_call_of_a_source_has_an_id_and_later_ones_none() -> None:
    called = mark_calls(f"One {cite('b')}, two {cite('b')}, three {cite('a')}.", CITED)

    assert called.html == f"One {marked('b')}, two {cite('b')}, three {marked('a')}."
    assert called.keys == ("b", "a")


def test_a_source_that_was_called_earlier_on_the_page_gets_no_second_id() -> None:
    assert mark_calls(cite("b"), CITED, known=["b"]).html == cite("b")


def test_sources_inside_a_range_are_called_at_its_dash() -> None:
    called = mark_calls(f"{cite('a')}–{cite('d')}", CITED)

    dash = '<span id="call-c"><span id="call-b">–</span></span>'
    assert called.html == f"{marked('a')}{dash}{marked('d')}"
    assert called.keys == ("a", "b", "c", "d")


def test_a_number_in_the_emergency_box_can_be_called() -> None:
    assert let_call('Call <b class="number">911</b> now') == (
        'Call\xa0<a class="number" href="tel:911">911</a> now'
    )


def test_a_short_number_in_the_text_can_be_called_where_it_says_so() -> None:
    assert let_call("<p>Call 911. Ask 911 people, or call 9110.</p>") == (
        '<p>Call\xa0<a class="keep" href="tel:911">911</a>. Ask 911 people, or call 9110.</p>'
    )
    assert let_call('<img alt="Call 911"/>') == '<img alt="Call 911"/>'


def test_a_roman_numeral_stays_on_the_line_of_its_word() -> None:
    assert let_call("Schedule III. Then I call.") == "Schedule\xa0III. Then I call."


def test_a_long_number_can_be_called_and_other_numbers_with_hyphens_cannot() -> None:
    assert let_call('<span class="keep">1-800-222-1222</span>') == (
        '<a class="keep" href="tel:+1-800-222-1222">1-800-222-1222</a>'
    )
    assert (
        let_call('<span class="keep">2024-11-22</span>') == '<span class="keep">2024-11-22</span>'
    )

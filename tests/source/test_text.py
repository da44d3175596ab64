from hypothesis import given
from hypothesis import strategies as st

from policy_engine.source.text import Source, characters_of_bytes, display_width


def test_a_chinese_character_takes_two_cells() -> None:
    """Underlines are measured in cells, and combining marks take none."""
    assert display_width("年龄 > 60") == 9
    assert display_width("e\u0301，") == 3


def test_bytes_of_a_line_are_counted_back_into_characters() -> None:
    """`ast` counts UTF-8 bytes; an offset within a character belongs to it."""
    assert characters_of_bytes("年龄 > 60", 6) == 2
    assert characters_of_bytes("年龄 > 60", 5) == 1
    assert characters_of_bytes("年龄 > 60", 100) == 7


def test_a_line_has_no_line_end_and_none_is_missing() -> None:
    """Lines of files from Windows lose their carriage return; a line beyond the end is empty."""
    source = Source("a", "一\r\n二")
    assert [source.line(number) for number in (0, 1, 2, 3)] == ["", "一", "二", ""]


def test_a_span_says_where_it_is() -> None:
    """A span prints as the place that editors open, and knows its text, over lines too."""
    source = Source("a.yaml", "when: 年龄 > 60\nper: year\n")
    assert str(source.span(6, 8)) == "a.yaml:1:7"
    assert source.span(6, 8).text == "年龄"
    assert source.span(6, 17).text == "年龄 > 60\nper"
    assert (source.span(6, 17).end_line, source.span(6, 17).end_column) == (2, 4)


@given(st.text(alphabet="ab年\r\n", max_size=30), st.data())
def test_offsets_and_places_are_the_same_thing(text: str, data: st.DataObject) -> None:
    """Every pair of offsets gives the span of exactly the characters between them."""
    source = Source("a", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert source.span(start, end).text == text[start:end]
    assert source.offset(*source.position(start)) == start

import pytest

from policy_engine.diagnostics.diagnostic import PolicyError
from policy_engine.reading.text import decode
from tests.support import assert_diagnostic

TEXT = '{"on": "2020-01-01",\n "县": "临洮"}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_or_without_its_mark(encoding: str) -> None:
    """Notepad writes a byte order mark; it is no part of the text."""
    assert decode(TEXT.encode(encoding), "case.json").text == TEXT


def test_gb18030_is_named_and_shown() -> None:
    """The commonest encoding of files from older systems: the text is shown as it was meant, with the command."""
    with pytest.raises(PolicyError) as caught:
        decode(TEXT.encode("gbk"), "my cases/case.json")
    assert_diagnostic(
        caught.value,
        code="PE101",
        message="the text is in GB18030 (GBK, GB2312), and must be in UTF-8",
        underlined="县",
        help="save it as UTF-8, for example with "
        "`iconv -f GB18030 -t UTF-8 'my cases/case.json' > utf8-case.json`",
    )


def test_standard_input_is_passed_through() -> None:
    """A pipe has no file name to put into the command."""
    with pytest.raises(PolicyError) as caught:
        decode("联通".encode("gbk"), "-")
    assert caught.value.diagnostics[0].help == "save it as UTF-8, pass it through `iconv -f GB18030 -t UTF-8`"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_wide_encodings_are_named(encoding: str, named: str) -> None:
    """With and without a byte order mark."""
    with pytest.raises(PolicyError) as caught:
        decode(TEXT.encode(encoding), "case.json")
    assert caught.value.diagnostics[0].message == f"the text is in {named}, and must be in UTF-8"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (TEXT.encode()[:-4], "case.json:2:9"),
        ("家庭人均纯收入".encode() + b"\xff\n", "case.json:1:8"),
        (b"\xff\xff\xff", "case.json:1:1"),
    ],
)
def test_damaged_utf8_is_not_taken_for_another_encoding(data: bytes, place: str) -> None:
    """A text that was cut within a character, or has a stray byte, points at it."""
    with pytest.raises(PolicyError) as caught:
        decode(data, "case.json")
    (finding,) = caught.value.diagnostics
    assert str(finding.span) == place
    assert finding.message == "the text is damaged: a byte here is not UTF-8"
    assert finding.help == "write the character again and save the file as UTF-8"


def test_a_spreadsheet_is_no_text() -> None:
    """Somebody will hand over the .xlsx itself."""
    with pytest.raises(PolicyError) as caught:
        decode(b"PK\x03\x04\x14\x00", "case.xlsx")
    assert_diagnostic(
        caught.value,
        code="PE101",
        message="this is a zip file, such as .xlsx or .docx, not a text",
        underlined="",
        help="give the text itself, as a file in UTF-8",
    )

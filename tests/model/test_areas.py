import pytest

from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels, Language

AREAS = Areas(
    {
        "62": Labels("甘肃省", "Gansu"),
        "6201": Labels("兰州市", "Lanzhou"),
        "620102": Labels("城关区", "Chengguan District"),
        "54": Labels("西藏自治区", "Tibet"),
        "540102": Labels("城关区", "Chengguan District"),
    }
)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("62", "甘肃省（62）", "Gansu (62)"),
        ("620102", "甘肃省兰州市城关区（620102）", "Chengguan District, Lanzhou, Gansu (620102)"),
        ("540102", "西藏自治区城关区（540102）", "Chengguan District, Tibet (540102)"),
        ("620102001", "甘肃省兰州市城关区某地（620102001）", "a place in Chengguan District, Lanzhou, Gansu (620102001)"),
        ("6212", "甘肃省某地（6212）", "a place in Gansu (6212)"),
        ("63", "区划63", "area 63"),
    ],
)  # fmt: skip
def test_a_code_with_its_name(code: str, zh: str, en: str) -> None:
    """All known places around it are named; of a place without a name, those; of one in no named place, the code alone."""
    assert (AREAS.text(code, Language.ZH), AREAS.text(code, Language.EN)) == (zh, en)


def test_several_codes() -> None:
    """One or the other."""
    assert AREAS.listed(("62", "54"), Language.ZH) == "甘肃省（62）或西藏自治区（54）"
    assert AREAS.listed(("62", "54"), Language.EN) == "Gansu (62) or Tibet (54)"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("甘肃省", ("62",)),
        ("Gansu", ("62",)),
        ("兰州市", ("6201",)),
        ("甘肃省兰州市", ("6201",)),
        ("城关区", ("620102", "540102")),
        ("兰州市城关区", ("620102",)),
        ("甘肃省兰州市城关区", ("620102",)),
        ("西藏自治区城关区", ("540102",)),
        ("Chengguan District, Tibet", ("540102",)),
        ("甘肃", ()),
        ("甘肃省城关区", ()),
        ("62", ()),
    ],
)
def test_a_name_with_its_codes(name: str, codes: tuple[str, ...]) -> None:
    """Alone, or after the names of all places between it and the first one that is named."""
    assert AREAS.codes_named(name) == codes

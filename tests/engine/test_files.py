from pathlib import Path

import pytest

from policy_engine.diagnostics import PolicyError
from policy_engine.engine.files import Shelf
from policy_engine.engine.loading import load

AREAS = "areas:\n  '620103': {{zh: {0}, en: A}}\n"


@pytest.mark.usefixtures("small")
def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    """What is loaded is the same as without a shelf; a file that is wrong is told each time."""
    shelf, place = Shelf(), tmp_path / "areas.yaml"
    place.write_text(AREAS.format("甲"), encoding="utf-8")
    for text, count in (("甲", 5), ("甲", 5), ("乙", 6), ("甲", 6)):
        place.write_text(AREAS.format(text), encoding="utf-8")
        loaded = load((), (place,), installed=False, shelf=shelf)
        assert loaded.program.areas.labels["620103"].zh == text
        assert loaded.digest == load((), (place,), installed=False).digest
        assert len(shelf.read) == count
    place.write_text("areas: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PolicyError) as refused:
            load((), (place,), installed=False, shelf=shelf)
        assert [each.code.number for each in refused.value.diagnostics] == ["PE112"]
    assert len(shelf.read) == 6

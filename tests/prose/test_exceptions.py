"""What rules say of those that go before them."""

from policy_engine.model.labels import Language
from policy_engine.prose.sentence import sentence
from tests.language import program, rule

EXCEPTION = rule(
    "derive", "person", "variable: count", "value: 2", "area: '62'", "exception_to: base", "applies: poor", name="e"
).replace("policy: p", "policy: q")  # fmt: skip


def test_both_name_the_other() -> None:
    """With title and name, in both languages; an exception says its condition, too."""
    base = rule("derive", "person", "variable: count", "value: 1", name="base")
    made = program(base, EXCEPTION)
    said = {each.name: [sentence(each, made, language) for language in Language] for each in made.rules}
    zh, en = said["m.base"]
    assert zh.endswith("以例外“乙”（m.e）为准之处除外。")
    assert en.endswith("Except where “B” (m.e) goes before it.")
    zh, en = said["m.e"]
    assert zh.endswith("例外仅在以下情形适用：贫困。是“乙”（m.base）的例外。")
    assert en.endswith("The exception applies only if poor. An exception to “B” (m.base).")

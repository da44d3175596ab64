from tests.language import outcome, program, rule, subject

OVERRIDE = """module: n
policy: q
title: {zh: 甲, en: A}
overrides:
  m.r:
    area: "62"
    reason: {zh: 乙, en: B}
    source: s2
    notify: [city]
"""
BASE = rule("alert", "person", "when: age > 60", "severity: high", "notify: [county]")


def test_forms_that_agree_are_one_answer_although_the_place_is_open() -> None:
    """Whoever would be told, nobody has to be: the alert is clear, and nothing is missing."""
    found = outcome(program(BASE, OVERRIDE), subject("person", age=60))
    assert (found.status, found.missing, found.detail("severity"), found.detail("notify")) == (
        "clear",
        (),
        "high",
        None,
    )


def test_forms_that_differ_wait_for_the_place() -> None:
    """The alert is raised everywhere, but the place decides who is told."""
    found = outcome(program(BASE, OVERRIDE), subject("person", age=61))
    assert (found.status, [each.name for each in found.missing]) == ("undetermined", ["person:1.code"])


def test_what_all_forms_tell_is_told_although_the_place_is_open() -> None:
    """How serious it is, though not who is told."""
    found = outcome(
        program(BASE, OVERRIDE.replace("notify: [city]", "when: age > 70")), subject("person", age=61)
    )
    assert (found.status, found.details) == ("undetermined", (("severity", "high"), ("notify", ["county"])))
    found = outcome(program(BASE, OVERRIDE), subject("person", age=61))
    assert found.details == (("severity", "high"),)


def test_forms_that_are_open_wait_for_all_that_any_of_them_waits_for() -> None:
    """The fact and the place."""
    found = outcome(program(BASE, OVERRIDE), subject("person"))
    assert (found.status, [each.name for each in found.missing]) == (
        "undetermined",
        ["person:1.code", "person:1.age"],
    )


def test_where_the_place_is_known_its_form_answers() -> None:
    """The override in its area, the rule elsewhere."""
    told = {
        code: outcome(program(BASE, OVERRIDE), subject("person", code=code, age=61)).detail("notify")
        for code in ("62", "34")
    }
    assert told == {"62": ["city"], "34": ["county"]}
